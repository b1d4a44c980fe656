using SmoothOperator.Chaos.Histories;

namespace SmoothOperator.Chaos.Checking;

/// <summary>Holds a run to everything that was promised.</summary>
internal static class HistoryChecker
{
    private static readonly IRule[] Rules =
    [
        new MessageIsKeptOnce(), new ToolsRunAsDeclared(), new OutcomeIsToldTruly(), new EachViewEndsOnce(), new TurnCompletes(), new GoesOnInTime(), new NumbersHaveNoGap(),
        new TranscriptEndsWithReply(), new ReplyIsKept(), new RetoldAsTold(),
    ];

    public static IReadOnlyList<string> Check(RunHistory history) =>
        [.. Rules.SelectMany(rule => rule.Violations(history).Select(violation => $"{rule.GetType().Name}: {violation}"))];
}
