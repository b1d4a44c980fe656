using SmoothOperator.Chaos.Checking;
using SmoothOperator.Chaos.Histories;
using Xunit;

namespace SmoothOperator.Tests.Chaos;

/// <summary>The checker passes a good history and finds each planted fault.</summary>
public sealed class HistoryCheckerTests
{
    private const string Reply = "order 7 is done.";

    /// <summary>One death in mid-stream: told in epoch 1, told anew in epoch 2, parked, approved, charged once, ended; and told again by a later life.</summary>
    private static readonly RunHistory Good = new()
    {
        Order = "order 7",
        Message = "please do order 7",
        Approves = true,
        Frames =
        [
            At(1, FrameKind.Accepted, 1, 1),
            At(1, FrameKind.Token, 1, 2, "half of the"),
            At(2, FrameKind.Resumed, 2, 1) with { IsRestart = true },
            At(2, FrameKind.Accepted, 2, 1),
            .. Tail(2, 2),
            At(3, FrameKind.Resumed, 3, 1) with { IsRestart = true },
            At(3, FrameKind.Accepted, 3, 1),
            .. Tail(3, 3),
        ],
        Lives = [new HostLife(Second(0), Second(2.5)), new HostLife(Second(2.6), null)],
        Effects = [new ToolEffect("note", "order 7", "t:note"), new ToolEffect("note", "order 7", "t:note"), new ToolEffect("charge", "order 7", "t:charge")],
        Messages = [new StoredMessage("m1", true, "please do order 7"), new StoredMessage("m2", false, Reply)],
        Afterlife = 3,
    };

    public static TheoryData<string, string> Faults => new()
    {
        { "lost message", nameof(MessageIsKeptOnce) },
        { "message twice", nameof(MessageIsKeptOnce) },
        { "double charge", nameof(ToolsRunAsDeclared) },
        { "charge though denied", nameof(ToolsRunAsDeclared) },
        { "another key", nameof(ToolsRunAsDeclared) },
        { "success without effect", nameof(OutcomeIsToldTruly) },
        { "result missing", nameof(OutcomeIsToldTruly) },
        { "two ends", nameof(EachViewEndsOnce) },
        { "no end", nameof(EachViewEndsOnce) },
        { "no end later", nameof(EachViewEndsOnce) },
        { "failed", nameof(TurnCompletes) },
        { "late", nameof(GoesOnInTime) },
        { "late after the answer", nameof(GoesOnInTime) },
        { "gap", nameof(NumbersHaveNoGap) },
        { "number twice", nameof(NumbersHaveNoGap) },
        { "resumed past the end", nameof(NumbersHaveNoGap) },
        { "epoch fell", nameof(NumbersHaveNoGap) },
        { "tokens lost", nameof(TranscriptEndsWithReply) },
        { "reply lost", nameof(ReplyIsKept) },
        { "reply twice", nameof(ReplyIsKept) },
        { "another reply later", nameof(ReplyIsKept) },
        { "retold otherwise", nameof(RetoldAsTold) },
    };

    [Fact]
    public void A_good_history_passes() => Assert.Empty(HistoryChecker.Check(Good));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_found(string fault, string rule) =>
        Assert.Contains(HistoryChecker.Check(Plant(fault)), violation => violation.StartsWith(rule + ":", StringComparison.Ordinal));

    private static RunHistory Plant(string fault) => fault switch
    {
        "lost message" => Good with { Messages = [.. Good.Messages.Where(message => !message.IsFromUser)] },
        "message twice" => Good with { Messages = [.. Good.Messages, Good.Messages[0] with { Id = "m3" }] },
        "double charge" => Good with { Effects = [.. Good.Effects, Good.Effects[^1]] },
        "charge though denied" => Good with { Approves = false },
        "another key" => Good with { Effects = [.. Good.Effects, Good.Effects[0] with { IdempotencyKey = "u:note" }] },
        "success without effect" => Good with { Effects = [.. Good.Effects.Where(effect => effect.Tool != "charge")] },
        "result missing" => Without(frame => frame is { View: 2, Kind: FrameKind.ToolResult }),
        "two ends" => Good with { Frames = [.. Good.Frames, Good.Frames[^1]] },
        "no end" => Without(frame => frame is { View: 2, IsTerminal: true }),
        "no end later" => Without(frame => frame is { View: 3, IsTerminal: true }),
        "failed" => Changed(frame => frame is { View: 2, IsTerminal: true }, frame => frame with { Kind = FrameKind.Failed }),
        "late" => Good with { Lives = [Good.Lives[0], new HostLife(Second(2) - TimeSpan.FromSeconds(20), null)], Frames = [.. Good.Frames.Select(frame => frame with { At = Second(500) })] },
        "late after the answer" => Changed(frame => frame.IsTerminal, frame => frame with { At = Second(60) }),
        "gap" => Without(frame => frame is { View: 2, Kind: FrameKind.ToolCall }),
        "number twice" => Changed(frame => frame is { View: 2, Seq: 4 }, frame => frame with { Seq = 3 }),
        "resumed past the end" => Changed(frame => frame is { View: 2, Kind: FrameKind.Resumed }, frame => frame with { Epoch = 1, Seq = 9, IsRestart = false }),
        "epoch fell" => Changed(frame => frame.View == 2, frame => frame with { Epoch = 0 + (frame.Epoch == 0 ? 0 : 1) }) is var history
            ? history with { Frames = [.. history.Frames.Select(frame => frame.View == 1 ? frame with { Epoch = 2 } : frame)] }
            : Good,
        "tokens lost" => Changed(frame => frame is { View: 2, Kind: FrameKind.Token, Text: Reply }, frame => frame with { Text = "order 7 is" }),
        "reply lost" => Good with { Messages = [Good.Messages[0]] },
        "reply twice" => Good with { Messages = [.. Good.Messages, new StoredMessage("m3", false, "also on order 7")] },
        "another reply later" => Changed(frame => frame is { View: 3, IsTerminal: true }, frame => frame with { MessageId = "m3" }),
        "retold otherwise" => Changed(frame => frame is { View: 3, Kind: FrameKind.ToolResult }, frame => frame with { Text = frame.Text + "!" }),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "unknown"),
    };

    private static RunHistory Without(Func<SeenFrame, bool> which) => Good with { Frames = [.. Good.Frames.Where(frame => !which(frame))] };

    private static RunHistory Changed(Func<SeenFrame, bool> which, Func<SeenFrame, SeenFrame> change) =>
        Good with { Frames = [.. Good.Frames.Select(frame => which(frame) ? change(frame) : frame)] };

    private static IEnumerable<SeenFrame> Tail(int view, int epoch)
    {
        yield return At(view, FrameKind.ToolCall, epoch, 2, "note {}");
        yield return At(view, FrameKind.ToolResult, epoch, 3, "note done");
        yield return At(view, FrameKind.ParkOpened, epoch, 4, "charge?");
        if (view == 2)
            yield return At(view, FrameKind.AnswerAccepted, 0, 0);
        yield return At(view, FrameKind.ToolCall, epoch, 5, "charge {}");
        yield return At(view, FrameKind.ToolResult, epoch, 6, "charge done");
        yield return At(view, FrameKind.Token, epoch, 7, Reply);
        yield return At(view, FrameKind.Completed, epoch, 8, Reply) with { MessageId = "m2" };
    }

    private static SeenFrame At(int view, FrameKind kind, int epoch, long seq, string text = "") => new(view, Second((kind == FrameKind.AnswerAccepted ? 3.045 : view + 1) + (seq / 100.0)), kind, epoch, seq, text);

    private static TimeSpan Second(double seconds) => TimeSpan.FromSeconds(seconds);
}
