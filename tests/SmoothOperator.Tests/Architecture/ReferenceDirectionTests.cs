using System.Xml.Linq;
using Xunit;

namespace SmoothOperator.Tests.Architecture;

public sealed class ReferenceDirectionTests
{
    /// <summary>From the top of the house to its foundation: a project may refer only to projects of a lower floor.</summary>
    private static readonly string[][] Floors =
    [
        ["SmoothOperator.Server"],
        ["SmoothOperator.AspNetCore", "SmoothOperator.Storage.Sqlite", "SmoothOperator.Testing"],
        ["SmoothOperator.Core"],
        ["SmoothOperator.Protocol"],
    ];

    /// <summary>The heart knows events, never frames.</summary>
    private static readonly (string From, string To)[] Forbidden = [("SmoothOperator.Core", "SmoothOperator.Protocol")];

    public static TheoryData<string> Projects => new(Repository.Files("src", "*.csproj").Select(file => Path.GetFileNameWithoutExtension(file)));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_lower_floors(string project)
    {
        var floor = FloorOf(project);
        foreach (var reference in ReferencesOf(project))
        {
            Assert.True(FloorOf(reference) > floor || (project, reference) == ("SmoothOperator.Testing", "SmoothOperator.AspNetCore"), $"{project} refers to {reference}, which is not below it.");
            Assert.DoesNotContain((project, reference), Forbidden);
        }
    }

    [Fact]
    public void The_heart_and_the_protocol_do_not_know_the_web_server()
    {
        foreach (var assembly in new[] { typeof(global::SmoothOperator.Turns.TurnService).Assembly, typeof(global::SmoothOperator.Protocol.ClientFrame).Assembly, typeof(global::SmoothOperator.Storage.Sqlite.SqliteStorage).Assembly })
            Assert.DoesNotContain(assembly.GetReferencedAssemblies(), name => name.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    private static int FloorOf(string project)
    {
        var floor = Array.FindIndex(Floors, names => names.Contains(project, StringComparer.Ordinal));
        Assert.True(floor >= 0, $"{project} has no floor: say in {nameof(ReferenceDirectionTests)} where it stands.");
        return floor;
    }

    private static IEnumerable<string> ReferencesOf(string project) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
}
