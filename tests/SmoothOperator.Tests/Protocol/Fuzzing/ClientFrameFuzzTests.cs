using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using SmoothOperator.Protocol;
using Xunit;
using Xunit.Abstractions;

namespace SmoothOperator.Tests.Protocol.Fuzzing;

/// <summary>How to run more of it, and what came of it: docs/fuzzing.md.</summary>
public sealed class ClientFrameFuzzTests(ITestOutputHelper log)
{
    private const int Seed = 20260607;
    private const int LongestFault = 80;
    private const int LongestAction = 27;

    private static readonly FrameLimits[] Limits =
    [
        FrameLimits.Default,
        new()
        {
            FrameBytes = 4_096, Depth = 6, MessageCharacters = 20, RequestIdCharacters = 5, NameCharacters = LongestAction, ContactCharacters = 10,
            MetadataBytes = 12, SupportsEntries = 2, SupportsCharacters = 12, Images = 1, Files = 1,
        },
    ];

    [Fact]
    public void No_frame_breaks_the_reader_and_each_is_read_by_the_rules()
    {
        var inputs = int.Parse(Environment.GetEnvironmentVariable("FUZZ_INPUTS") ?? "20000", CultureInfo.InvariantCulture);
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var watch = Stopwatch.StartNew();
        for (var input = 0; input < inputs; input++)
        {
            var frame = new FrameMutator(Seed + input).Next();
            var limits = Limits[input % Limits.Length];
            try
            {
                var outcome = Check(frame, limits);
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {Seed + input}, limits {input % Limits.Length}, frame {Convert.ToBase64String(frame)}: {error}");
            }
        }

        log.WriteLine($"{inputs} inputs from seed {Seed} in {watch.Elapsed.TotalSeconds:F1} s");
        foreach (var (outcome, count) in outcomes)
            log.WriteLine($"{count,9} {outcome}");
        Assert.True(outcomes.GetValueOrDefault("read") > inputs / 20, "Too few frames are read for the comparison to mean something.");
    }

    private static string Check(byte[] utf8, FrameLimits limits)
    {
        var isRead = ClientFrameReader.TryRead(utf8, limits, out var frame, out var fault);
        Assert.Equal(isRead, frame is not null);
        Assert.Equal(isRead, fault is null);
        Assert.Equal(isRead, ClientFrameReader.TryRead(new ReadOnlySequence<byte>(utf8), limits, out _, out var again));
        Assert.Equal(fault, again);

        var expected = utf8.Length > limits.FrameBytes ? "too large" : new PlainFrameReader(limits).Describe(utf8);
        if (frame is not null)
        {
            Assert.Equal(expected, PlainFrameReader.Describe(frame));
            AssertBounded(frame, utf8.Length, limits);
            return "read";
        }

        Assert.InRange(fault!.Message.Length, 1, LongestFault);
        Assert.InRange(fault.RequestId?.Length ?? 0, 0, 2 * limits.RequestIdCharacters);
        var kind = fault.Message.StartsWith("invalid JSON frame: ", StringComparison.Ordinal) ? "invalid JSON frame"
            : fault.Message.StartsWith("frame is larger", StringComparison.Ordinal) ? "too large"
            : "limit";
        Assert.Equal(expected, kind);
        return kind;
    }

    private static void AssertBounded(ClientFrame frame, int inputBytes, FrameLimits limits)
    {
        string?[] texts =
        [
            frame.Action, frame.RequestId, frame.SessionId, frame.AgentId, frame.UserName, frame.UserEmail, frame.BrowserFingerprint, frame.ConversationId,
            frame.Message, frame.Model, frame.Skill, frame.Cursor, frame.ApprovalId,
            frame.AuthContext?.UserId, frame.AuthContext?.Signature, .. frame.Supports ?? [],
            .. frame.Images?.Select(image => image.Url) ?? [], .. frame.Files?.SelectMany(file => new[] { file.Name, file.Url }) ?? [],
        ];
        Assert.InRange(texts.Sum(text => text?.Length ?? 0) + frame.Metadata.Length, 0, inputBytes);
        Assert.InRange(frame.Message?.EnumerateRunes().Count() ?? 0, 0, limits.MessageCharacters);
        Assert.InRange(frame.Images?.Count ?? 0, 0, limits.Images);
    }
}
