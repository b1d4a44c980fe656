namespace SmoothOperator.Server.Configuration;

/// <summary>What the environment says about this server, valid.</summary>
internal sealed record ServerSettings
{
    /// <summary>What hosts of the library could set too.</summary>
    public SmoothOperatorOptions Options { get; } = new();

    /// <summary>An IP address, a host name, or <c>*</c> for all; null if nothing was said.</summary>
    public string? Bind { get; set; }

    /// <summary>Null if nothing was said; 0 for any free port.</summary>
    public int? Port { get; set; }

    /// <summary>The addresses to listen on, as Kestrel reads them.</summary>
    public IReadOnlyList<string> ListenUrls { get; set; } = [];

    public StorageKind Storage { get; set; } = StorageKind.Sqlite;

    public string DataDirectory { get; set; } = "./data";

    public SqliteSync SqliteSync { get; set; } = SqliteSync.Full;

    /// <summary>Puts in the two demo documents and the demo tool.</summary>
    public bool SeedsKnowledge { get; set; }

    /// <summary>Documents to load at start (JSON Lines); an existing file.</summary>
    public string? SeedFile { get; set; }

    /// <summary>Declared tools to load at start; an existing file.</summary>
    public string? ToolsFile { get; set; }

    public AuthMode AuthMode { get; set; } = AuthMode.Disabled;

    /// <summary>The tenant of everyone in <see cref="AuthMode.None"/>.</summary>
    public string DevOrganizationId { get; set; } = "dev-org";
}
