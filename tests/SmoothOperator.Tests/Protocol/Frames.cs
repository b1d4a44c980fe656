using System.Buffers;
using System.Text;
using System.Text.Json;
using SmoothOperator.Protocol;
using Xunit;

namespace SmoothOperator.Tests.Protocol;

/// <summary>Frames from and to text.</summary>
internal static class Frames
{
    public static ClientFrame Read(string json, FrameLimits? limits = null)
    {
        Assert.True(ClientFrameReader.TryRead(Encoding.UTF8.GetBytes(json), limits ?? FrameLimits.Default, out var frame, out var fault), fault?.Message);
        return frame;
    }

    public static FrameFault Refuse(string json, FrameLimits? limits = null) => Refuse(Encoding.UTF8.GetBytes(json), limits);

    public static FrameFault Refuse(byte[] utf8, FrameLimits? limits = null)
    {
        Assert.False(ClientFrameReader.TryRead(utf8, limits ?? FrameLimits.Default, out _, out var fault));
        return fault;
    }

    public static JsonElement Write(Action<IBufferWriter<byte>> write) => JsonElement.Parse(WriteBytes(write));

    public static byte[] WriteBytes(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Text as JSON, quotes included; a lone surrogate stays, as an escape.</summary>
    public static string Quote(string text) => $"\"{string.Concat(text.Select(unit => $"\\u{(int)unit:x4}"))}\"";
}
