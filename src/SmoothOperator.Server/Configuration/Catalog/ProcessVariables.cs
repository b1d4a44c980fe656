using SmoothOperator.Server.Configuration.Syntax;

namespace SmoothOperator.Server.Configuration.Catalog;

/// <summary>Where the server listens, what it keeps, what it loads, who may come in.</summary>
internal static class ProcessVariables
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new Setting<string?>(ListenAddresses.BindVariable, new HostSyntax(), s => s.Bind, (s, v) => s.Bind = v)
        {
            Aliases = [new("SMOOTH_OPERATOR_BIND", HostAndPort.Host), "SMOOTH_OPERATOR_HOST"],
            Meaning = "Address to listen on; 127.0.0.1 if neither it nor `ASPNETCORE_URLS` says anything.",
        },
        new Setting<int?>("SMOOTH_AGENT_PORT", new PortSyntax(), s => s.Port, (s, v) => s.Port = v)
        {
            Aliases = [new("SMOOTH_OPERATOR_BIND", HostAndPort.Port), "SMOOTH_OPERATOR_PORT"],
            Meaning = "Port to listen on; 8787 if neither it nor `ASPNETCORE_URLS` says anything.",
        },
        new Setting<StorageKind>(
            "SMOOTH_AGENT_STORAGE",
            new ChoiceSyntax<StorageKind>([("sqlite", StorageKind.Sqlite), ("memory", StorageKind.Memory)], "postgres", "pg", "postgresql", "dynamodb", "ddb", "dynamo"),
            s => s.Storage,
            (s, v) => s.Storage = v)
        {
            Meaning = "Where everything is kept: a SQLite file, or this process's memory, which a restart empties.",
        },
        new Setting<string>("SMOOTH_AGENT_DATA_DIR", new DirectorySyntax(), s => s.DataDirectory, (s, v) => s.DataDirectory = v)
        {
            Meaning = "Directory of the SQLite file.",
        },
        new Setting<SqliteSync>(
            "SMOOTH_AGENT_SQLITE_SYNC",
            new ChoiceSyntax<SqliteSync>([("full", SqliteSync.Full), ("normal", SqliteSync.Normal)]),
            s => s.SqliteSync,
            (s, v) => s.SqliteSync = v)
        {
            Meaning = "`full`: every commit reaches the disk. `normal`: faster, and a loss of power may take the last commits.",
        },
        new Setting<bool>("SMOOTH_AGENT_SEED_KB", new ChoiceSyntax<bool>([("1", true), ("0", false)]), s => s.SeedsKnowledge, (s, v) => s.SeedsKnowledge = v)
        {
            Aliases = ["SMOOTH_OPERATOR_SEED_KB"],
            Meaning = "`1` loads the two demo documents and offers the demo tool `issue_refund`.",
        },
        new Setting<string?>("SMOOTH_AGENT_SEED_FILE", new FileSyntax(), s => s.SeedFile, (s, v) => s.SeedFile = v)
        {
            Meaning = "Documents to load at start: JSON Lines of `{id?, source, content, set?, acl?, org?}`.",
        },
        new Setting<string?>("SMOOTH_AGENT_TOOLS_FILE", new FileSyntax(), s => s.ToolsFile, (s, v) => s.ToolsFile = v)
        {
            Meaning = "Declared tools to load at start; see [below](#declared-tools).",
        },
        new Setting<AuthMode>(
            "SMOOTH_AGENT_AUTH_MODE",
            new ChoiceSyntax<AuthMode>([("disabled", AuthMode.Disabled), ("none", AuthMode.None)], "jwt", "smoo", "trusted", "local-token"),
            s => s.AuthMode,
            (s, v) => s.AuthMode = v)
        {
            Aliases = ["AUTH_MODE", "SMOOTH_AUTH_MODE"],
            Meaning = "`disabled`: chat is anonymous, the admin API lets nobody in. `none`: everything is open to everyone.",
        },
        new Setting<string?>("AUTH_DEV_ORG_ID", new TextSyntax(256), s => s.DevOrganizationId, (s, v) => s.DevOrganizationId = v!)
        {
            Meaning = "Tenant of everyone in the mode `none`.",
        },
        new Setting<bool>(
            "WIDGET_AUTH_STRICT",
            new ChoiceSyntax<bool>([("1", true), ("true", true), ("yes", true), ("0", false), ("false", false), ("no", false)]),
            s => s.Options.Widgets.IsStrict,
            (s, v) => s.Options.Widgets.IsStrict = v)
        {
            Meaning = "An agent without an embedding policy is refused.",
        },
    ];
}
