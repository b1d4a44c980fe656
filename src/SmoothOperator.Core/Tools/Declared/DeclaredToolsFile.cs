using System.Text.Json;

namespace SmoothOperator.Tools.Declared;

/// <summary>Reads tools that an operator declares in a file: a JSON array of <c>{name, description, parameters, requiresConfirmation?, idempotent?}</c>, each with a <c>result</c> or <c>http</c>.</summary>
public static class DeclaredToolsFile
{
    /// <summary>Most bytes of the file.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Most tools in the file; more than that is past what models can be offered.</summary>
    public const int MaxTools = 128;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads the tools.</summary>
    /// <param name="file">The file, from its beginning.</param>
    /// <param name="environment">Where <c>$NAME</c> in a header is looked up.</param>
    /// <param name="timeProvider">The clock of timeouts; the system's by default.</param>
    /// <exception cref="DeclaredToolsException">The file cannot be used; every problem is named.</exception>
    public static DeclaredToolProvider Load(Stream file, IReadOnlyDictionary<string, string> environment, TimeProvider? timeProvider = null)
    {
        var problems = new List<string>();
        var specifications = Read(file, environment, problems);
        if (problems.Count > 0)
            throw new DeclaredToolsException(problems);
        return new(specifications, timeProvider ?? TimeProvider.System);
    }

    private static List<DeclaredToolSpecification> Read(Stream file, IReadOnlyDictionary<string, string> environment, List<string> problems)
    {
        try
        {
            using var document = JsonDocument.Parse(ReadBytes(file, problems), Strict);
            return problems.Count > 0 ? [] : Read(document.RootElement, environment, problems);
        }
        catch (JsonException exception)
        {
            problems.Add($"the file is not JSON: {exception.Message}");
        }
        catch (InvalidOperationException)
        {
            problems.Add("the file holds text that is not well-formed Unicode");
        }

        return [];
    }

    private static List<DeclaredToolSpecification> Read(JsonElement root, IReadOnlyDictionary<string, string> environment, List<string> problems)
    {
        var tools = new List<DeclaredToolSpecification>();
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() > MaxTools)
        {
            problems.Add($"the file must be a JSON array of at most {MaxTools} tools");
            return tools;
        }

        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, element) in root.EnumerateArray().Index())
        {
            var fields = new ToolFields(element.Clone(), $"tools[{index}]", problems);
            if (new DeclaredToolReader(environment).Read(fields) is not { } tool)
                continue;
            if (names.TryAdd(tool.Name, index))
                tools.Add(tool);
            else
                fields.Problem("name", $"'{tool.Name}' is the name of tools[{names[tool.Name]}] already");
        }

        return tools;
    }

    private static ReadOnlyMemory<byte> ReadBytes(Stream file, List<string> problems)
    {
        var buffer = new byte[MaxBytes + 1];
        var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (length <= MaxBytes)
            return buffer.AsSpan().StartsWith("\uFEFF"u8) ? buffer.AsMemory(3, length - 3) : buffer.AsMemory(0, length);
        problems.Add($"the file has more than {MaxBytes} bytes");
        return "[]"u8.ToArray();
    }
}
