using Microsoft.Extensions.AI;

namespace SmoothOperator.Models;

/// <summary>Names of the additional properties that model clients of this library read and write.</summary>
public static class ModelProperties
{
    /// <summary>
    /// On the last <see cref="ChatResponseUpdate"/> of a call: what the call cost in US dollars, a <see cref="double"/> as the provider reported it.
    /// Absent when the provider did not report it.
    /// </summary>
    public const string CostUsd = "costUsd";

    /// <summary>
    /// In <see cref="ChatOptions.AdditionalProperties"/>: labels that the gateway stores with the call, an <see cref="IEnumerable{T}"/> of
    /// <see cref="KeyValuePair{TKey, TValue}"/> of strings. Empty means none.
    /// </summary>
    public const string Metadata = "metadata";

    /// <summary>
    /// In <see cref="ChatOptions.AdditionalProperties"/>, <see langword="true"/>: the caller uses each update before it asks for the next one, so a client
    /// may hand out the same update again and put a <see cref="GatewayTextDelta"/> in its <see cref="ChatResponseUpdate.RawRepresentation"/>.
    /// </summary>
    public const string BorrowUpdates = "smoothOperator.borrowUpdates";

    /// <summary>In an image's <see cref="AIContent.AdditionalProperties"/>: its <c>detail</c>, a string (<c>low</c>, <c>high</c> or <c>auto</c>).</summary>
    public const string ImageDetail = "detail";
}
