using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Turns.Events;

/// <summary>What the steps of a turn told: the same events a client saw, each finished model reply as one piece of text.</summary>
internal static class TurnTale
{
    public static IEnumerable<ToldItem> Of(IReadOnlyList<TurnStep> steps, bool isIncremental)
    {
        var calls = new Dictionary<string, RequestedCall>(StringComparer.Ordinal);
        var announced = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            foreach (var item in Tell(step, calls, announced))
            {
                if (isIncremental || item.Event is { IsIncremental: false })
                    yield return item;
            }
        }
    }

    private static IEnumerable<ToldItem> Tell(TurnStep step, Dictionary<string, RequestedCall> calls, HashSet<string> announced)
    {
        switch (step)
        {
            case TurnStarted:
                yield return ToldItem.Of(new TurnAccepted(step.At), 0);
                break;
            case ModelReplied reply:
                foreach (var call in reply.Calls)
                    calls[call.CallId] = call;
                if (reply.Text.Length > 0)
                    yield return ToldItem.Of(RunOf(reply.Text));
                break;
            case TurnParked parked:
                yield return ToldItem.Of(new ApprovalRequested(step.At, NameOf(parked.CallId), parked.Description, parked.ApprovalId), 0);
                yield return Announce(parked.CallId);
                break;
            case ToolStarted started when !announced.Contains(started.CallId):
                yield return Announce(started.CallId);
                break;
            case ToolFinished finished:
                if (!announced.Contains(finished.CallId))
                    yield return Announce(finished.CallId);
                yield return ToldItem.Of(new ToolReturned(step.At, NameOf(finished.CallId), finished.IsError, finished.Result), 0);
                break;
            case TurnCompleted or TurnFailed or TurnCancelled:
                yield return ToldItem.Of(new TurnEnded(step), 0);
                break;
            default:
                break;
        }

        string NameOf(string callId) => calls.TryGetValue(callId, out var call) ? call.Name : callId;

        ToldItem Announce(string callId)
        {
            announced.Add(callId);
            return ToldItem.Of(new ToolCalled(step.At, NameOf(callId), calls.TryGetValue(callId, out var call) ? call.Arguments : "{}"), 0);
        }
    }

    private static TextRun RunOf(string text)
    {
        var run = new TextRun(TextKind.Answer);
        var buffer = new byte[text.Length * EscapedText.MaxBytesPerChar];
        run.Append(buffer.AsSpan(0, EscapedText.Escape(text, buffer)));
        return run;
    }
}
