using SmoothOperator.Server.Configuration.Syntax;

namespace SmoothOperator.Server.Configuration.Catalog;

/// <summary>Limits of single frames and their fields.</summary>
internal static class FrameVariables
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new Setting<int>("SMOOTH_AGENT_MESSAGE_CHARACTERS", new NumberSyntax(OptionRanges.MessageCharacters), s => s.Options.Frames.MessageCharacters, (s, v) => s.Options.Frames.MessageCharacters = v)
        {
            Meaning = "Unicode scalar values of a message.",
        },
        new Setting<long>("SMOOTH_AGENT_FRAME_BYTES", new SizeSyntax(OptionRanges.FrameBytes), s => s.Options.Frames.ReadBytes, (s, v) => s.Options.Frames.ReadBytes = v)
        {
            Meaning = "Size of a frame that is read.",
        },
        new Setting<long>("SMOOTH_AGENT_FRAME_CLOSE_BYTES", new SizeSyntax(OptionRanges.FrameBytes), s => s.Options.Frames.CloseBytes, (s, v) => s.Options.Frames.CloseBytes = v)
        {
            Meaning = "Size of a frame that closes its connection; between the two it is skipped.",
        },
        new Setting<int>("SMOOTH_AGENT_REQUEST_ID_CHARACTERS", new NumberSyntax(OptionRanges.FieldCharacters), s => s.Options.Frames.RequestIdCharacters, (s, v) => s.Options.Frames.RequestIdCharacters = v)
        {
            Meaning = "Characters of a `requestId`.",
        },
        new Setting<int>("SMOOTH_AGENT_AGENT_ID_CHARACTERS", new NumberSyntax(OptionRanges.FieldCharacters), s => s.Options.Frames.AgentIdCharacters, (s, v) => s.Options.Frames.AgentIdCharacters = v)
        {
            Meaning = "Characters of an `agentId`.",
        },
        new Setting<int>("SMOOTH_AGENT_CONTACT_CHARACTERS", new NumberSyntax(OptionRanges.FieldCharacters), s => s.Options.Frames.ContactCharacters, (s, v) => s.Options.Frames.ContactCharacters = v)
        {
            Meaning = "Characters of `userName`, `userEmail` and `browserFingerprint`.",
        },
        new Setting<long>("SMOOTH_AGENT_METADATA_BYTES", new SizeSyntax(OptionRanges.MetadataBytes), s => s.Options.Frames.MetadataBytes, (s, v) => s.Options.Frames.MetadataBytes = v)
        {
            Meaning = "Size of `metadata`.",
        },
        new Setting<long>("SMOOTH_AGENT_TOOL_ARGUMENT_BYTES", new SizeSyntax(OptionRanges.ToolArgumentBytes), s => s.Options.Frames.ToolArgumentBytes, (s, v) => s.Options.Frames.ToolArgumentBytes = v)
        {
            Meaning = "Size of a model's arguments for one tool call.",
        },
        new Setting<long>("SMOOTH_AGENT_HISTORY_PAGE_BYTES", new SizeSyntax(OptionRanges.HistoryPageBytes), s => s.Options.Frames.HistoryPageBytes, (s, v) => s.Options.Frames.HistoryPageBytes = v)
        {
            Meaning = "Size of one page of a conversation's messages.",
        },
        new Setting<HistoryShape>(
            "SMOOTH_AGENT_HISTORY_SHAPE",
            new ChoiceSyntax<HistoryShape>([("full", HistoryShape.Full), ("schema", HistoryShape.Schema)]),
            s => s.Options.Frames.HistoryShape,
            (s, v) => s.Options.Frames.HistoryShape = v)
        {
            Meaning = "How `get_conversation_messages` answers: whole messages, or exactly the published schema.",
        },
    ];
}
