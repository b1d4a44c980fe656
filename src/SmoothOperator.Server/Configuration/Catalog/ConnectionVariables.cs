using SmoothOperator.Server.Configuration.Syntax;

namespace SmoothOperator.Server.Configuration.Catalog;

/// <summary>How many connections, and how much memory they may take.</summary>
internal static class ConnectionVariables
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new Setting<int>("SMOOTH_AGENT_MAX_CONNECTIONS", new NumberSyntax(OptionRanges.MaxConnections), s => s.Options.Connections.Max, (s, v) => s.Options.Connections.Max = v)
        {
            Meaning = "Open connections; further ones are answered 503.",
        },
        new Setting<int>("SMOOTH_AGENT_FRAMES_PER_SECOND", new NumberSyntax(OptionRanges.FramesPerSecond), s => s.Options.Connections.FramesPerSecond, (s, v) => s.Options.Connections.FramesPerSecond = v)
        {
            Meaning = "Frames a second from one connection; beyond it reading pauses.",
        },
        new Setting<long>("SMOOTH_AGENT_INBOUND_MEMORY", new SizeSyntax(OptionRanges.InboundMemory), s => s.Options.Connections.InboundMemory, (s, v) => s.Options.Connections.InboundMemory = v)
        {
            Meaning = "Bytes of unfinished frames over all connections.",
        },
        new Setting<long>("SMOOTH_AGENT_OUTBOUND_QUEUE", new SizeSyntax(OptionRanges.OutboundQueue), s => s.Options.Connections.OutboundQueue, (s, v) => s.Options.Connections.OutboundQueue = v)
        {
            Meaning = "Bytes that wait for one client to read; beyond it the client is cut off.",
        },
        new Setting<long>("SMOOTH_AGENT_REPLAY_MEMORY", new SizeSyntax(OptionRanges.ReplayMemory), s => s.Options.Connections.ReplayMemory, (s, v) => s.Options.Connections.ReplayMemory = v)
        {
            Meaning = "Bytes of events kept for clients that may resume, over all turns.",
        },
        new Setting<long>("SMOOTH_AGENT_REPLAY_MEMORY_PER_TURN", new SizeSyntax(OptionRanges.ReplayMemoryPerTurn), s => s.Options.Connections.ReplayMemoryPerTurn, (s, v) => s.Options.Connections.ReplayMemoryPerTurn = v)
        {
            Meaning = "Bytes of events kept for one running turn.",
        },
    ];
}
