using System.Text.RegularExpressions;
using Xunit;

namespace SmoothOperator.Tests.Architecture;

public sealed partial class HouseRulesTests
{
    private const int MostLines = 450;

    [Fact]
    public void Every_log_line_has_an_event_id_of_its_own()
    {
        var ids = Repository.Files("src", "*.cs")
            .SelectMany(file => EventId().Matches(File.ReadAllText(file)).Select(match => (Id: match.Groups[1].Value, File: Path.GetRelativePath(Repository.Root, file))))
            .ToList();

        Assert.NotEmpty(ids);
        Assert.Empty(ids.GroupBy(entry => entry.Id).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group.Select(entry => entry.File))}"));
    }

    [Fact]
    public void No_source_file_is_longer_than_a_reader_can_hold()
    {
        var longOnes = new[] { "src", "tests", "bench", "samples" }
            .SelectMany(folder => Repository.Files(folder, "*.cs"))
            .Select(file => (File: Path.GetRelativePath(Repository.Root, file), Lines: File.ReadLines(file).Count()))
            .Where(entry => entry.Lines > MostLines);

        Assert.Empty(longOnes);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("CONTRIBUTING.md")]
    public void A_document_names_files_that_exist(string document)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, document));
        var paths = FileName().Matches(text).Select(match => match.Groups[1].Value).Concat(Link().Matches(text).Select(match => match.Groups[1].Value)).Distinct().ToList();

        Assert.NotEmpty(paths);
        Assert.DoesNotContain(paths, path => !Exists(path));
    }

    /// <summary>A path from the root, or, for a bare name, a file anywhere in the sources.</summary>
    private static bool Exists(string path) =>
        Path.Exists(Path.Combine(Repository.Root, path))
        || (!path.Contains('/', StringComparison.Ordinal) && new[] { "src", "tests", "bench", "samples", "web" }.Any(folder => Repository.Files(folder, path).Any()));

    [GeneratedRegex(@"LoggerMessage\((?:EventId = )?(\d+)")]
    private static partial Regex EventId();

    [GeneratedRegex(@"`((?:[\w.-]+/)*[\w.-]+\.(?:cs|md|ts|csproj|slnx|json|props|sql))`")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)")]
    private static partial Regex Link();
}
