using static SmoothOperator.Server.Configuration.Catalog.UnbuiltReaction;

namespace SmoothOperator.Server.Configuration.Catalog;

/// <summary>Variables of features that are not built yet. The question for each: would ignoring it be unsafe or surprising? Then it is refused.</summary>
internal static class UnbuiltCatalog
{
    private static readonly string[] Off = ["0", "off", "false", "no", "none"];

    public static IReadOnlyList<UnbuiltVariable> All { get; } =
    [
        new("AUTH_JWT_*", "verifying tokens", Refuse),
        new("SMOOTH_JWT_HS256_SECRET", "verifying tokens", Refuse),
        new("SMOOTH_LOCAL_TOKEN", "the shared local token", Refuse),
        new("SMOOTH_AGENT_TRUSTED_PROXIES", "identity from a trusted proxy", Refuse),
        new("SMOOTH_AGENT_AUTH_TOOLS", "tools that need a verified user", Refuse),
        new("WIDGET_AUTH_URL", "embedding policies from a service", Refuse),
        new("WIDGET_AUTH_SINGLE_USE", "signatures that work once", Refuse, Off),
        new("WIDGET_AUTH_BEARER", "embedding policies from a service", Warn),
        new("WIDGET_AUTH_TTL_SECS", "embedding policies from a service", Warn),
        new("SMOOTH_AGENT_BACKPLANE", "several pods", Refuse, "memory", "inmemory"),
        new("SMOOTH_AGENT_BACKPLANE_URL", "several pods", Warn),
        new("SMOOTH_AGENT_REDIS_URL", "several pods", Warn),
        new("SMOOTH_AGENT_NATS_URL", "several pods", Warn),
        new("SMOOTH_AGENT_DATABASE_URL", "PostgreSQL storage", Refuse),
        new("SMOOTH_DATABASE_URL", "PostgreSQL storage", Refuse),
        new("SMOOTH_AGENT_DDB_TABLE", "DynamoDB storage", Warn),
        new("SMOOTH_AGENT_VECTOR_BUCKET", "vectors in a bucket", Warn),
        new("SMOOTH_AGENT_VECTOR_INDEX_PREFIX", "vectors in a bucket", Warn),
        new("SMOOTH_AGENT_ORG_ID", "a fixed tenant", Refuse),
        new("SMOOTH_AGENT_PREAMBLE_MODEL", "a sentence before the answer", Refuse, "off"),
        new("SMOOTH_AGENT_TITLE_MODEL", "titles of conversations", Refuse, "off"),
        new("SMOOTH_AGENT_JUDGE_MODEL", "workflows", Warn),
        new("SMOOTH_JUDGE_MODEL", "workflows", Warn),
        new("SMOOTH_AGENT_RERANK", "reranking", Refuse, Off),
        new("SMOOTH_RERANK_MODEL", "reranking", Warn),
        new("SMOOTH_EMBEDDING_MODEL", "embeddings by a model", Refuse),
        new("SMOOTH_GITHUB_REPOS", "documents from GitHub", Refuse),
        new("SMOOTH_GITHUB_TOKEN", "documents from GitHub", Warn),
        new("SMOOTH_SKILLS_DIR", "skills", Refuse),
        new("SMOOTH_EXTENSIONS_ALLOW", "extensions", Refuse),
        new("SMOOTH_EXTENSIONS_DIR", "extensions", Warn),
        new("SMOOTH_EXTENSION_SANDBOX", "extensions", Warn),
        new("SMOOTH_MCP_*", "tools of MCP servers", Refuse),
        new("SMOOTH_AGENT_MCP_*", "tools of MCP servers", Refuse),
        new("SMOOTH_AUTO_MODE", "coding tools", Warn),
        new("SMOOTH_WORKSPACE", "coding tools", Warn),
        new("SMOOTH_NO_TOOLS", "a server without tools", Refuse, Off),
        new("SMOOTH_HOME", "files in a home directory", Warn),
        new("SMOOTH_WEB_DIR", "another chat page", Warn),
        new("SMOOTH_AGENT_DURABLE_EXECUTOR", "an executor outside the process", Refuse, Off),
        new("SMOOTH_AGENT_PRICES_FILE", "budgets", Refuse),
        new("SMOOTH_AGENT_METRICS_BIND", "metrics", Refuse),
        new("OTEL_EXPORTER_OTLP_ENDPOINT", "telemetry", Refuse),
        new("SMOOTH_AGENT_E2E", "tests of another server", Warn),
        new("RUST_LOG", "the log filter of another server (here `Logging__LogLevel__Default`)", Warn),
    ];
}
