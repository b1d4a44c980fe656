namespace SmoothOperator;

/// <summary>The model, its gateway and what it is given.</summary>
public sealed class ModelOptions
{
    /// <summary>Base address of the OpenAI-compatible gateway, with its <c>/v1</c>.</summary>
    public string GatewayUrl { get; set; } = "https://llm.smoo.ai/v1";

    /// <summary>The gateway's key. Null: the server runs, and <c>send_message</c> answers <c>LLM_UNAVAILABLE</c>.</summary>
    public string? GatewayKey { get; set; }

    /// <summary>The model, unless an agent or a message names another.</summary>
    public string Model { get; set; } = "claude-haiku-4-5";

    /// <summary>Model calls in one turn, at most. 1 to 1 000; 20.</summary>
    public int MaxIterations { get; set; } = 20;

    /// <summary>Tokens of one model reply, at most. 1 to 1 000 000; 8 192.</summary>
    public int MaxTokens { get; set; } = 8_192;

    /// <summary>Messages of the conversation that the model is given, the newest. 1 to 1 000; 50.</summary>
    public int HistoryMessages { get; set; } = 50;

    /// <summary>Tokens (estimated) of those messages, at most. 100 to 10 000 000; 16 000.</summary>
    public int HistoryTokens { get; set; } = 16_000;

    /// <summary>Who the agent is: the beginning of the system prompt. Null: the built-in one.</summary>
    public string? Persona { get; set; }
}
