using System.Buffers;
using SmoothOperator.Protocol;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Events;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>The frame of a turn event: the one place where events become frames.</summary>
/// <param name="Event">The event.</param>
/// <param name="RequestId">The request it belongs to.</param>
/// <param name="Position">Its number, for connections that resume streams.</param>
/// <param name="NamesApprovals">Whether the connection is told the approval's id.</param>
internal readonly record struct TurnFrame(TurnEvent Event, string RequestId, StreamPosition? Position, bool NamesApprovals)
{
    /// <summary>Writes the frame.</summary>
    public static void Write(IBufferWriter<byte> output, TurnFrame frame)
    {
        var (turnEvent, requestId, position, namesApprovals) = frame;
        var at = turnEvent.At.ToUnixTimeMilliseconds();
        switch (turnEvent)
        {
            case TurnAccepted:
                ServerFrames.TurnAccepted(output, requestId, at, position);
                break;
            case ToolCalled called:
                ServerFrames.ToolCall(output, requestId, called.Name, called.Arguments, at, position);
                break;
            case ToolReturned returned:
                ServerFrames.ToolResult(output, requestId, returned.Name, returned.Result, returned.IsError, at, position);
                break;
            case ApprovalRequested request:
                ServerFrames.WriteConfirmationRequired(output, requestId, request.ToolName, request.Description, namesApprovals ? request.ApprovalId : null, at, position);
                break;
            case TurnEnded { Step: TurnCompleted completed }:
                ServerFrames.EventualResponse(output, requestId, Reply(completed), at, position);
                break;
            case TurnEnded { Step: TurnFailed failed }:
                ServerFrames.Error(output, requestId, new FrameError(failed.Code, failed.Message) { ErrorId = failed.ErrorId }, at, position);
                break;
            case TurnEnded { Step: TurnCancelled }:
                ServerFrames.Cancelled(output, requestId, at, position);
                break;
            default:
                throw new NotSupportedException($"{turnEvent.GetType().Name} has no frame.");
        }
    }

    private static FrameReply Reply(TurnCompleted completed) => new(completed.MessageId, completed.Reply)
    {
        Citations = completed.Citations.Count == 0 ? [] : [.. completed.Citations.Select(citation => new FrameCitation(citation.Id, citation.Title, citation.Url, citation.Snippet, citation.Score))],
        Usage = Usage(completed.Usage),
    };

    private static FrameUsage Usage(TokenUsage usage) =>
        new(usage.CostUsd is { } cost && double.IsFinite(cost) && Math.Abs(cost) < 1e15 ? (decimal)cost : null, usage.PromptTokens, usage.CompletionTokens);
}
