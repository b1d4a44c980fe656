using Microsoft.Extensions.AI;

namespace SmoothOperator.Models.Demo;

/// <summary>What the demo model has to say: a text or a call.</summary>
/// <param name="Text">The text; empty when there is a call.</param>
/// <param name="Call">The call, or null.</param>
internal sealed record DemoReply(string Text, FunctionCallContent? Call = null);
