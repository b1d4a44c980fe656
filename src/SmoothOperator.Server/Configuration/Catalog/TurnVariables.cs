using SmoothOperator.Server.Configuration.Syntax;

namespace SmoothOperator.Server.Configuration.Catalog;

/// <summary>How turns run, wait and are kept.</summary>
internal static class TurnVariables
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new Setting<IReadOnlyList<string>>("SMOOTH_AGENT_CONFIRM_TOOLS", new ToolNamesSyntax(), s => [.. s.Options.Approvals.ConfirmTools], SetConfirmTools)
        {
            Meaning = "A tool whose name contains one of these waits for a person's approval.",
        },
        new Setting<TimeSpan>(
            "SMOOTH_AGENT_CONFIRM_TIMEOUT_SECONDS",
            new DurationSyntax(OptionRanges.ConfirmTimeout),
            s => s.Options.Approvals.Timeout,
            (s, v) => s.Options.Approvals.Timeout = v)
        {
            Meaning = "How long a call waits for approval before it counts as denied.",
        },
        new Setting<DisconnectBehavior>(
            "SMOOTH_AGENT_ON_DISCONNECT",
            new ChoiceSyntax<DisconnectBehavior>([("continue", DisconnectBehavior.Continue), ("cancel", DisconnectBehavior.Cancel)]),
            s => s.Options.Turns.OnDisconnect,
            (s, v) => s.Options.Turns.OnDisconnect = v)
        {
            Meaning = "What a lost connection does to its turns.",
        },
        new Setting<int>(
            "SMOOTH_AGENT_TURNS_PER_CONNECTION",
            new NumberSyntax(OptionRanges.TurnsPerConnection),
            s => s.Options.Turns.PerConnection,
            (s, v) => s.Options.Turns.PerConnection = v)
        {
            Meaning = "Turns that run at once on one connection.",
        },
        new Setting<TimeSpan>("SMOOTH_AGENT_TURN_RETENTION", new DurationSyntax(OptionRanges.TurnRetention), s => s.Options.Turns.Retention, (s, v) => s.Options.Turns.Retention = v)
        {
            Meaning = "How long the steps of ended turns are kept; the replies stay.",
        },
        new Setting<TimeSpan>("SMOOTH_AGENT_DRAIN_SECONDS", new DurationSyntax(OptionRanges.DrainTime), s => s.Options.Turns.DrainTime, (s, v) => s.Options.Turns.DrainTime = v)
        {
            Meaning = "How long running turns may take to end when the server is asked to stop.",
        },
    ];

    private static void SetConfirmTools(ServerSettings settings, IReadOnlyList<string> parts)
    {
        settings.Options.Approvals.ConfirmTools.Clear();
        foreach (var part in parts)
            settings.Options.Approvals.ConfirmTools.Add(part);
    }
}
