using SmoothOperator.Server.Configuration.Syntax;

namespace SmoothOperator.Server.Configuration.Catalog;

/// <summary>The model and what it is given.</summary>
internal static class ModelVariables
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new Setting<string>("SMOOAI_GATEWAY_URL", new AddressSyntax(), s => s.Options.Model.GatewayUrl, (s, v) => s.Options.Model.GatewayUrl = v)
        {
            Aliases = ["SMOOTH_GATEWAY_URL"],
            Meaning = "Base address of an OpenAI-compatible gateway, with its `/v1`.",
        },
        new Setting<string?>("SMOOAI_GATEWAY_KEY", new KeySyntax(), s => s.Options.Model.GatewayKey, (s, v) => s.Options.Model.GatewayKey = v)
        {
            Aliases = ["SMOOTH_GATEWAY_KEY"],
            IsSecret = true,
            Meaning = "The gateway's key. Without it the server runs, and `send_message` answers `LLM_UNAVAILABLE`.",
        },
        new Setting<string?>("SMOOTH_AGENT_MODEL", new TextSyntax(256), s => s.Options.Model.Model, (s, v) => s.Options.Model.Model = v!)
        {
            Aliases = ["SMOOAI_MODEL", "SMOOTH_MODEL"],
            Meaning = "The model, unless an agent or a message names another.",
        },
        new Setting<string?>("SMOOTH_AGENT_PERSONA", new TextSyntax(100_000, isOneLine: false), s => s.Options.Model.Persona, (s, v) => s.Options.Model.Persona = v)
        {
            Aliases = ["SMOOTH_PERSONA"],
            Meaning = "Who the agent is: the beginning of the system prompt, in place of the built-in one.",
        },
        new Setting<int>("SMOOTH_AGENT_MAX_ITERATIONS", new NumberSyntax(OptionRanges.MaxIterations), s => s.Options.Model.MaxIterations, (s, v) => s.Options.Model.MaxIterations = v)
        {
            Aliases = ["SMOOTH_MAX_ITERATIONS"],
            Meaning = "Model calls in one turn, at most.",
        },
        new Setting<int>("SMOOTH_AGENT_MAX_TOKENS", new NumberSyntax(OptionRanges.MaxTokens), s => s.Options.Model.MaxTokens, (s, v) => s.Options.Model.MaxTokens = v)
        {
            Aliases = ["SMOOTH_MAX_TOKENS"],
            Meaning = "Tokens of one model reply, at most.",
        },
        new Setting<int>("SMOOTH_AGENT_HISTORY_MESSAGES", new NumberSyntax(OptionRanges.HistoryMessages), s => s.Options.Model.HistoryMessages, (s, v) => s.Options.Model.HistoryMessages = v)
        {
            Meaning = "Newest messages of the conversation that the model is given, at most.",
        },
        new Setting<int>("SMOOTH_AGENT_HISTORY_TOKENS", new NumberSyntax(OptionRanges.HistoryTokens), s => s.Options.Model.HistoryTokens, (s, v) => s.Options.Model.HistoryTokens = v)
        {
            Meaning = "Tokens (estimated) of those messages, at most.",
        },
    ];
}
