using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Tools.Demo;

/// <summary>
/// The demo's tool that writes, <c>issue_refund</c>: moves no money, answers with a canned confirmation. It is held for approval because the operator names it
/// for confirmation, as any host's tool would be.
/// </summary>
public sealed class IssueRefundTool : AIFunction
{
    /// <summary>The tool's name.</summary>
    public const string ToolName = "issue_refund";

    /// <summary>Name of the required parameter.</summary>
    public const string OrderParameter = "order_id";

    /// <summary>Name of the optional parameter.</summary>
    public const string ReasonParameter = "reason";

    /// <summary>How the text begins that says a refund was made.</summary>
    public const string Confirmation = "Refund issued for order ";

    private const int MaxOrderLength = 64;

    private static readonly JsonElement Schema = JsonElement.Parse(
        """
        {
          "type": "object",
          "properties": {
            "order_id": { "type": "string", "description": "The number of the order to refund." },
            "reason": { "type": "string", "description": "Why, in the customer's words." }
          },
          "required": ["order_id"],
          "additionalProperties": false
        }
        """);

    /// <inheritdoc/>
    public override string Name => ToolName;

    /// <inheritdoc/>
    public override string Description => "Refunds an order in full to its original payment method.";

    /// <inheritdoc/>
    public override JsonElement JsonSchema => Schema;

    /// <inheritdoc/>
    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var order = arguments.GetValueOrDefault(OrderParameter) switch
        {
            string text => text.Trim(),
            JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!.Trim(),
            JsonElement { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
            _ => "",
        };
        if (order.Length is 0 or > MaxOrderLength)
            throw new ToolException($"{ToolName} needs '{OrderParameter}': the order's number, at most {MaxOrderLength} characters.");
        return ValueTask.FromResult<object?>($"{Confirmation}{order}. The money returns to the original payment method within 3 to 5 business days.");
    }
}
