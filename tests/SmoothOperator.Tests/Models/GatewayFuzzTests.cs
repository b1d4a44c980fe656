using System.Globalization;
using System.Text;
using Microsoft.Extensions.AI;
using SmoothOperator.Models;
using Xunit;

namespace SmoothOperator.Tests.Models;

public sealed class GatewayFuzzTests
{
    private static readonly string[] Seeds =
    [
        """data: {"id":"1","created":null,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Hé \"x\" \ud83d\ude00"},"finish_reason":null}]}""" + "\n\n",
        """data: {"choices":[{"delta":{"reasoning_content":"r","reasoning":"r","content":[{"type":"text","text":"part"},"s"]},"index":0}]}""" + "\r\n\r\n",
        """data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"f","arguments":"{\"q\":\"\\ud800\"}"}}]}}]}""" + "\n\n",
        """data: {"choices":[{"index":0,"delta":{"tool_calls":[{"function":{"name":"g","arguments":{"a":[1,{"b":null}]}}}]},"finish_reason":"tool_calls"}]}""" + "\r\r",
        """data: {"choices":[],"usage":{"prompt_tokens":1e2,"completion_tokens":null,"prompt_tokens_details":{"cached_tokens":3}}}""" + "\n\n",
        """data: {"error":{"message":"m","code":"503"}}""" + "\n\n",
        ": comment\nevent: x\nid: 1\ndata\ndata:\n\n",
        "data: [DONE]\n\n",
    ];

    private static readonly string[] Fragments =
        ["\"", "\\", "\\u", "\\ud800", "{", "}", "[", "]", ":", ",", "null", "1e999", "-1", "\n", "\r", "data:", "\"choices\":", "\"delta\":", "\"content\":", "\uFEFF", "[DONE]"];

    /// <summary>Set <c>FUZZ_INPUTS</c> for a longer run.</summary>
    [Fact]
    public async Task Broken_streams_end_in_updates_or_a_model_exception()
    {
        var inputs = int.Parse(Environment.GetEnvironmentVariable("FUZZ_INPUTS") ?? "20000", CultureInfo.InvariantCulture);
        var random = new Random(20260101);
        var completed = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < inputs; i++)
        {
            var stream = Mutate(random);
            try
            {
                await ReadAsync(stream, random);
                completed++;
            }
            catch (ModelException)
            {
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"input {i}: {Convert.ToBase64String(stream)}", e);
            }
        }

        Assert.InRange(completed, inputs / 100, inputs - 1);
        Assert.True((GC.GetAllocatedBytesForCurrentThread() - before) / inputs < 256 * 1024, "an input of some kilobytes must not allocate much more than itself");
    }

    private static async Task ReadAsync(byte[] stream, Random random)
    {
        var cut = random.Next(stream.Length + 1);
        var type = random.Next(20) == 0 ? "application/json" : "text/event-stream";
        var updates = ModelTest.Client([stream.AsMemory(0, cut), stream.AsMemory(cut)], type, maxEventBytes: 2048)
            .GetStreamingResponseAsync(ModelTest.Hello, ModelTest.Options(borrow: random.Next(2) == 0));
        await foreach (var update in updates)
        {
            foreach (var content in update.Contents)
            {
                if (content is TextContent text)
                    _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text.Text);
                else if (content is FunctionCallContent call)
                    Assert.Equal(call.Arguments is null, call.Exception is not null);
            }

            if (update.RawRepresentation is GatewayTextDelta delta)
                _ = System.Text.Json.JsonElement.Parse([(byte)'"', .. delta.EscapedUtf8.Span, (byte)'"']).GetString();
        }
    }

    private static byte[] Mutate(Random random)
    {
        var bytes = new List<byte>();
        for (var n = random.Next(1, 8); n > 0; n--)
            bytes.AddRange(Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]));
        for (var n = random.Next(6); n > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at - 1, random.Next(20)));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(60))));
                    break;
                case 4:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)"{[ a"[random.Next(4)], random.Next(3000)));
                    break;
                default:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return [.. bytes];
    }
}
