using System.Text;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Models;

/// <summary>A tool call as its fragments arrive.</summary>
internal sealed class PartialToolCall(int? index, string id)
{
    /// <summary>The largest arguments of one call, in bytes of UTF-8; a larger call does not run.</summary>
    public const int MaxArgumentBytes = 256 * 1024;

    private readonly StringBuilder _arguments = new();

    public int? Index => index;

    /// <summary>The provider's id; empty when it sent none.</summary>
    public string Id { get; set; } = id;

    public string? Name { get; set; }

    public bool IsTooLarge { get; set; }

    public int Length => _arguments.Length;

    public void Append(ReadOnlySpan<char> fragment) => _arguments.Append(fragment);

    /// <summary>The whole call; arguments that are no JSON object, or too large, leave it with an exception instead of arguments.</summary>
    public FunctionCallContent Complete(int position)
    {
        var raw = SurrogateJoiner.WellFormed(_arguments.ToString());
        var call = new FunctionCallContent(Id.Length > 0 ? Id : $"call_{index ?? position}", Name!) { RawRepresentation = raw };
        if (IsTooLarge || Encoding.UTF8.GetByteCount(raw) > MaxArgumentBytes)
            call.Exception = new FormatException($"The arguments are larger than {MaxArgumentBytes} bytes.");
        else if (ToolArguments.Parse(raw) is { } arguments)
            call.Arguments = arguments;
        else
            call.Exception = new FormatException("The arguments are not a JSON object.");
        return call;
    }
}
