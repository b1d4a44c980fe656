namespace SmoothOperator.Storage.Sqlite.Engine;

/// <summary>One step of a schema.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Name">What it does.</param>
/// <param name="MinimumProgram">The number of the newest migration that the oldest program able to work with the result knows.</param>
/// <param name="Resource">Its script.</param>
internal sealed record Migration(int Number, string Name, int MinimumProgram, string Resource)
{
    public string ReadScript()
    {
        using var stream = typeof(Migration).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"There is no script '{Resource}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
