using System.Text.Json;

namespace SmoothOperator.Turns.Steps;

/// <summary>The stored form of steps. A reader of version N + 1 reads version N; what is newer is left to newer programs.</summary>
public static class TurnStepFormat
{
    /// <summary>The version this program writes.</summary>
    public const int Version = 1;

    /// <summary>One step as UTF-8 JSON.</summary>
    public static byte[] Serialize(TurnStep step) => JsonSerializer.SerializeToUtf8Bytes(step, TurnStepJson.Default.TurnStep);

    /// <summary>The step that <see cref="Serialize"/> wrote.</summary>
    /// <param name="utf8">What was stored.</param>
    /// <param name="version">The version it was stored with.</param>
    /// <exception cref="NotSupportedException">A newer program wrote it.</exception>
    /// <exception cref="JsonException">It is damaged.</exception>
    public static TurnStep Deserialize(ReadOnlySpan<byte> utf8, int version)
    {
        if (version > Version)
            throw new NotSupportedException($"A step of format {version} cannot be read by this program, which knows format {Version}.");
        return JsonSerializer.Deserialize(utf8, TurnStepJson.Default.TurnStep) ?? throw new JsonException("A step is null.");
    }
}
