using SmoothOperator.Chaos.Histories;

namespace SmoothOperator.Chaos.Driving;

/// <summary>
/// A person's client: opens a session, sends one message, answers when asked, and after each death of the server comes back, asks for what it missed, and sends again what was not acknowledged.
/// </summary>
/// <param name="recorder">Where everything it sees is written down.</param>
/// <param name="message">What it says.</param>
/// <param name="approves">How it answers.</param>
/// <param name="asksFirst">Whether it first asks for the stream when it does not know if its message arrived; otherwise it sends the message again at once.</param>
internal sealed class Visitor(Recorder recorder, string message, bool approves, bool asksFirst)
{
    private readonly string _requestId = Guid.NewGuid().ToString();
    private string? _sessionId;
    private bool _isAcknowledged;
    private bool _isAnswered;
    private int _epoch;
    private long _lastSeq;

    public string RequestId => _requestId;

    public string? SessionId => _sessionId;

    public bool HasEnded { get; private set; }

    /// <summary>Called once, before the first answer to a park.</summary>
    public Func<Task> BeforeAnswer { get; init; } = () => Task.CompletedTask;

    /// <summary>Called when the message has been sent.</summary>
    public Action Sent { get; init; } = () => { };

    /// <summary>Talks through one connection until the turn has ended or the connection is over.</summary>
    public async Task TalkAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = await ChatSocket.ConnectAsync(port, cancellationToken);
        if (socket is null)
            return;
        var view = recorder.NewView();
        if (_sessionId is null)
        {
            if (!await OpenSessionAsync(socket, cancellationToken))
                return;
            await SendMessageAsync(socket, cancellationToken);
        }
        else if (_isAcknowledged || asksFirst)
        {
            await ResumeAsync(socket, cancellationToken);
        }
        else
        {
            await SendMessageAsync(socket, cancellationToken);
        }

        while (await socket.ReceiveAsync(cancellationToken) is { } frame)
        {
            if (frame.GetProperty("type").GetString() == "pong")
                return;
            var seen = FrameReading.Read(frame, view, recorder.Now);
            recorder.Saw(seen);
            await ReactAsync(socket, seen, cancellationToken);
        }
    }

    private async Task ReactAsync(ChatSocket socket, SeenFrame seen, CancellationToken cancellationToken)
    {
        if (seen.IsEvent)
        {
            _isAcknowledged = true;
            (_epoch, _lastSeq) = (seen.Epoch, seen.Seq);
        }

        switch (seen.Kind)
        {
            case FrameKind.Resumed:
                (_epoch, _lastSeq) = (seen.Epoch, seen.Seq - 1);

                // The park was told before the connection broke, and is not told again.
                if (seen is { IsParked: true, Seq: > 1 })
                    await AnswerAsync(socket, approvalId: null, cancellationToken);
                break;
            case FrameKind.ParkOpened:
                await AnswerAsync(socket, seen.ApprovalId, cancellationToken);
                break;
            case FrameKind.Refused when seen.Text == Protocol.ErrorCodes.TurnNotFound && !_isAcknowledged:
                await SendMessageAsync(socket, cancellationToken);
                break;
            case FrameKind.Completed or FrameKind.Failed or FrameKind.Cancelled:
                HasEnded = true;

                // Whatever the server still sends of the turn comes before the answer to this.
                await socket.SendAsync(new { action = "ping", requestId = "p" }, cancellationToken);
                break;
            default:
                break;
        }
    }

    private async Task<bool> OpenSessionAsync(ChatSocket socket, CancellationToken cancellationToken)
    {
        await socket.SendAsync(new { action = "create_conversation_session", requestId = "s", agentId = "chaos", supports = new[] { "resume_stream", "approval_id" } }, cancellationToken);
        if (await socket.ReceiveAsync(cancellationToken) is not { } reply)
            return false;
        _sessionId = reply.GetProperty("data").GetProperty("sessionId").GetString();
        return true;
    }

    private async Task SendMessageAsync(ChatSocket socket, CancellationToken cancellationToken)
    {
        await socket.SendAsync(new { action = "send_message", requestId = _requestId, sessionId = _sessionId, message }, cancellationToken);
        Sent();
    }

    private Task ResumeAsync(ChatSocket socket, CancellationToken cancellationToken) => _lastSeq > 0
        ? socket.SendAsync(new { action = "resume_stream", requestId = _requestId, sessionId = _sessionId, epoch = _epoch, afterSeq = _lastSeq }, cancellationToken)
        : socket.SendAsync(new { action = "resume_stream", requestId = _requestId, sessionId = _sessionId }, cancellationToken);

    private async Task AnswerAsync(ChatSocket socket, string? approvalId, CancellationToken cancellationToken)
    {
        if (!_isAnswered)
            await BeforeAnswer();
        _isAnswered = true;
        await socket.SendAsync(
            approvalId is null
                ? new { action = "confirm_tool_action", requestId = _requestId, sessionId = _sessionId, approved = approves }
                : (object)new { action = "confirm_tool_action", requestId = _requestId, sessionId = _sessionId, approved = approves, approvalId },
            cancellationToken);
    }
}
