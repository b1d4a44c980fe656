using SmoothOperator.Turns;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Testing.Storage;

/// <summary>One step of every kind with every field filled, the texts being the one given.</summary>
internal static class SampleSteps
{
    public static TurnStep[] All(string text) =>
    [
        new TurnStarted
        {
            At = Scene.Noon, Message = text, MessageId = Scene.NewId(), AgentId = "a" + text, Model = text, UserId = text, Groups = [text, "b"],
            GroupsExpireAt = Scene.Noon.AddTicks(1), Stream = false, Images = [new TurnImage("data:," + text, "low")], Files = [new TurnFile("f" + text, null, text)],
        },
        new ModelReplied
        {
            At = Scene.Noon, Text = text, Reasoning = text, Calls = [new RequestedCall("c" + text, text, "{\"a\":" + text), new RequestedCall("d", "", "")],
            FinishReason = text, Usage = new TokenUsage(long.MaxValue, null, 0.1 + 0.2), ContextChunkIds = [text],
        },
        new ToolStarted { At = Scene.Noon, CallId = text },
        new ToolFinished { At = Scene.Noon, CallId = text, IsError = true, Result = text, Sources = [new Citation(text, text, null, text, 1.0 / 3)] },
        new TurnParked { At = Scene.Noon, CallId = text, ApprovalId = text, ArgumentsHash = text, Description = text, Deadline = DateTimeOffset.MaxValue },
        new ParkResolved { At = Scene.Noon, CallId = text, ApprovalId = text, Outcome = ParkOutcome.TimedOut, DecidedBy = text },
        new TurnCompleted { At = Scene.Noon, MessageId = text, Reply = text, Citations = [new Citation(text, text, text, text, 0)], Usage = TokenUsage.None, Seq = long.MaxValue },
        new TurnFailed { At = Scene.Noon, Code = text, Message = text, ErrorId = text, Seq = 1 },
        new TurnCancelled { At = Scene.Noon, Seq = 2 },
    ];
}
