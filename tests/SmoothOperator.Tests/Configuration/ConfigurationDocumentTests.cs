using SmoothOperator.Server.Configuration;
using SmoothOperator.Server.Configuration.Catalog;
using Xunit;

namespace SmoothOperator.Tests.Configuration;

public sealed class ConfigurationDocumentTests
{
    [Fact]
    public void The_document_names_every_variable_as_the_code_does() =>
        Assert.Equal(SettingCatalog.All.Select(Row), Rows("## Variables"));

    [Fact]
    public void The_document_names_everything_that_is_not_built_yet() =>
        Assert.Equal(UnbuiltCatalog.All.Select(Row), Rows("## Not built yet"));

    [Fact]
    public void No_name_means_two_things()
    {
        var names = SettingCatalog.All.Select(setting => setting.Name).Concat(SettingCatalog.All.SelectMany(setting => setting.Aliases).Select(alias => alias.Name).Distinct()).ToList();

        Assert.Equal(names.Distinct(), names);
        Assert.DoesNotContain(names, name => UnbuiltCatalog.All.Any(unbuilt => unbuilt.Covers(name)));
    }

    private static string Row(Setting setting)
    {
        var value = setting.Show(new ServerSettings());
        return $"| `{setting.Name}` | {Code(setting.Aliases.Select(alias => alias.Name))} | {Code(value.Length == 0 ? [] : [value])} | {setting.Allowed} | {setting.Meaning} |";
    }

    private static string Row(UnbuiltVariable unbuilt) =>
        $"| `{unbuilt.Name}` | {unbuilt.Feature} | {(unbuilt.Reaction == UnbuiltReaction.Refuse ? "refused" : "warning")} | {Code(unbuilt.Harmless)} |";

    private static string Code(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"`{word}`"));

    private static IEnumerable<string> Rows(string heading) =>
        File.ReadLines(Path.Combine(Repository(), "docs", "configuration.md"))
            .SkipWhile(line => line != heading)
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal));

    private static string Repository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "SmoothOperator.slnx")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        return directory.FullName;
    }
}
