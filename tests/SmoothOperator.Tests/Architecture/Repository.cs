using System.Runtime.CompilerServices;

namespace SmoothOperator.Tests.Architecture;

/// <summary>The files of this repository, as they were built.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules" or "dist"));

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "SmoothOperator.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run where they were built.");
        return folder.FullName;
    }
}
