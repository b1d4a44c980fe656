using System.Buffers;
using Microsoft.Extensions.Logging;
using SmoothOperator.Storage;

namespace SmoothOperator.Knowledge;

/// <summary>
/// Loads documents from JSON Lines, one <c>{id?, source, content, set?, acl?, org?}</c> a line. <c>id</c> is the source unless given; <c>org</c> is
/// <c>reference-org</c> unless given; <c>set</c> is a comma list or an array; <c>acl</c> is an array of group labels or <c>{public, users, groups}</c>, and one
/// that cannot be read locks the document. Loading the same file again changes nothing.
/// </summary>
/// <param name="indexer">Stores the documents.</param>
/// <param name="logger">Told of documents that were locked.</param>
public sealed partial class SeedFile(DocumentIndexer indexer, ILogger<SeedFile> logger)
{
    /// <summary>Loads a file. Lines before a bad one stay loaded.</summary>
    /// <param name="stream">UTF-8, with or without a byte order mark; lines of at most 8 MiB.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <param name="cancellationToken">Stops between documents.</param>
    /// <exception cref="SeedFileException">A line is not a document, or names a document again.</exception>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task<SeedReport> LoadAsync(Stream stream, string name, CancellationToken cancellationToken)
    {
        var report = new SeedReport(0, 0);
        var lines = new Dictionary<(string Organization, string Id), int>();
        await foreach (var (number, json) in SeedLines.ReadAsync(stream, name, cancellationToken))
        {
            var document = Read(name, number, json);
            if (!lines.TryAdd((document.OrganizationId, document.Id), number))
                throw new SeedFileException(name, number, $"'id' names the document of line {lines[(document.OrganizationId, document.Id)]} again");
            report = await indexer.IndexAsync(document, cancellationToken) is IndexOutcome.Indexed
                ? report with { Indexed = report.Indexed + 1 }
                : report with { Unchanged = report.Unchanged + 1 };
        }

        return report;
    }

    private SourceDocument Read(string name, int number, ReadOnlySequence<byte> json)
    {
        try
        {
            var line = SeedLine.Parse(json);
            var document = line.ToDocument();
            if (line.IsLocked)
                LogLocked(logger, name, number);
            return document;
        }
        catch (FormatException problem)
        {
            throw new SeedFileException(name, number, problem.Message);
        }
    }

    [LoggerMessage(3003, LogLevel.Warning, "{File}, line {Line}: 'acl' cannot be read as an access list; nobody may see this document.")]
    private static partial void LogLocked(ILogger logger, string file, int line);
}
