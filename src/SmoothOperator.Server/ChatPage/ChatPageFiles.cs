using System.Collections.Frozen;
using System.Reflection;

namespace SmoothOperator.Server.ChatPage;

/// <summary>The page as it was built into this program.</summary>
internal sealed class ChatPageFiles
{
    private const string Folder = "chat/";
    private const string Compressed = ".br";
    private const string AskEachTime = "no-cache";
    private const string Forever = "public, max-age=31536000, immutable";

    private readonly FrozenDictionary<string, ChatPageFile> _assets;

    private ChatPageFiles(ChatPageFile index, FrozenDictionary<string, ChatPageFile> assets)
    {
        Index = index;
        _assets = assets;
    }

    /// <summary>The page itself; where Node.js was missing at build time, a page that says so.</summary>
    internal ChatPageFile Index { get; }

    /// <summary>The file of that name, or null. Names carry a hash of the content, so a file never changes.</summary>
    internal ChatPageFile? Find(string? name) => name is null ? null : _assets.GetValueOrDefault(name);

    internal static ChatPageFiles Load()
    {
        var names = Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).ToHashSet();
        var index = names.Contains(Folder + "index.html") ? Folder + "index.html" : "chat-page/not-built.html";
        var assets = names.Where(name => name != index && !name.EndsWith(Compressed, StringComparison.Ordinal));
        return new ChatPageFiles(
            new ChatPageFile(ContentTypeOf(index), AskEachTime, Read(index)),
            assets.ToFrozenDictionary(name => name[Folder.Length..], name => new ChatPageFile(ContentTypeOf(name), Forever, Read(name), CompressedFormOf(name, names))));
    }

    /// <summary>Reads a resource that the project file embeds.</summary>
    internal static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource '{name}' is not in this program.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static byte[]? CompressedFormOf(string name, HashSet<string> names) => names.Contains(name + Compressed) ? Read(name + Compressed) : null;

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
