using System.Globalization;
using System.Net.Http.Headers;

namespace SmoothOperator.Models;

/// <summary>What gateways say a call cost. Headers come before a stream's first event, so the cost is known early.</summary>
internal static class CostHeaders
{
    private static readonly string[] Names =
    [
        "x-litellm-response-cost-margin-amount",
        "x-litellm-response-cost-original",
        "x-litellm-response-cost",
        "x-response-cost",
        "x-cost-usd",
    ];

    /// <summary>The first positive, finite number in the order of <see cref="Names"/>, in US dollars; <see langword="null"/> when there is none.</summary>
    public static double? Read(HttpResponseHeaders headers)
    {
        foreach (var name in Names)
        {
            if (!headers.NonValidated.TryGetValues(name, out var values))
                continue;
            foreach (var value in values)
            {
                if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var cost) && cost > 0 && double.IsFinite(cost))
                    return cost;
            }
        }

        return null;
    }
}
