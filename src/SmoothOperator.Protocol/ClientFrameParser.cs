using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SmoothOperator.Protocol;

/// <summary>
/// One forward pass over one frame whose text is known to decode. A method that reads a value starts on its first token and ends on its last.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal ref partial struct ClientFrameParser(ReadOnlySpan<byte> utf8, FrameLimits limits)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private readonly ClientFrame _frame = new();
    private Utf8JsonReader _json = new(utf8, new JsonReaderOptions { MaxDepth = limits.Depth + 1 });
    private FrameBound _passed;
    private bool _isTooDeep;

    public bool TryParse([NotNullWhen(true)] out ClientFrame? frame, [NotNullWhen(false)] out FrameFault? fault)
    {
        try
        {
            ReadFrame();
            fault = _passed == FrameBound.None ? null : new FrameFault(DescribePassed(), _frame.RequestId);
        }
        catch (JsonException error)
        {
            fault = FrameFault.InvalidJson(_isTooDeep
                ? $"nesting deeper than {limits.Depth}"
                : $"malformed at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}");
        }

        frame = fault is null ? _frame : null;
        return fault is null;
    }

    private void ReadFrame()
    {
        Advance();
        if (IsObject())
        {
            while (NextField())
                ReadField();
        }

        // Only white space may follow; anything else throws.
        _json.Read();
    }

    /// <remarks>The fields of <c>send_message</c> come first: it is what a busy server reads.</remarks>
    private void ReadField()
    {
        if (At("action"u8))
            _frame.Action = ReadAction();
        else if (At("requestId"u8))
            _frame.RequestId = ReadText(FrameBound.RequestId, limits.RequestIdCharacters);
        else if (At("sessionId"u8))
            _frame.SessionId = ReadName();
        else if (At("message"u8))
            _frame.Message = ReadText(FrameBound.Message, limits.MessageCharacters);
        else if (At("stream"u8))
            _frame.Stream = ReadBoolean();
        else if (At("model"u8))
            _frame.Model = ReadText(FrameBound.Model, limits.NameCharacters);
        else if (At("skill"u8))
            _frame.Skill = ReadName();
        else if (At("images"u8))
            _frame.Images = ReadImages();
        else if (At("files"u8))
            _frame.Files = ReadFiles();
        else
            ReadRareField();
    }

    private void ReadRareField()
    {
        if (At("agentId"u8))
            _frame.AgentId = ReadText(FrameBound.AgentId, limits.NameCharacters);
        else if (At("userName"u8))
            _frame.UserName = ReadText(FrameBound.UserName, limits.ContactCharacters);
        else if (At("userEmail"u8))
            _frame.UserEmail = ReadText(FrameBound.UserEmail, limits.ContactCharacters);
        else if (At("browserFingerprint"u8))
            _frame.BrowserFingerprint = ReadText(FrameBound.BrowserFingerprint, limits.ContactCharacters);
        else if (At("conversationId"u8))
            _frame.ConversationId = ReadName();
        else if (At("metadata"u8))
            _frame.Metadata = ReadMetadata();
        else if (At("authContext"u8))
            _frame.AuthContext = ReadAuthContext();
        else if (At("supports"u8))
            _frame.Supports = ReadSupports();
        else if (At("approved"u8))
            _frame.Approved = ReadBoolean();
        else if (At("approvalId"u8))
            _frame.ApprovalId = ReadName();
        else if (At("limit"u8))
            _frame.Limit = ReadInteger();
        else if (At("cursor"u8))
            _frame.Cursor = ReadName();
        else if (At("epoch"u8))
            _frame.Epoch = ReadInteger();
        else if (At("afterSeq"u8))
            _frame.AfterSeq = ReadInteger();
        else
            SkipField();
    }

    private readonly string DescribePassed()
    {
        var first = (FrameBound)((int)_passed & -(int)_passed);
        return first switch
        {
            FrameBound.RequestId => LongerThan("requestId", limits.RequestIdCharacters),
            FrameBound.Message => LongerThan("message", limits.MessageCharacters),
            FrameBound.AgentId => LongerThan("agentId", limits.NameCharacters),
            FrameBound.UserName => LongerThan("userName", limits.ContactCharacters),
            FrameBound.UserEmail => LongerThan("userEmail", limits.ContactCharacters),
            FrameBound.BrowserFingerprint => LongerThan("browserFingerprint", limits.ContactCharacters),
            FrameBound.Model => LongerThan("model", limits.NameCharacters),
            FrameBound.Metadata => $"'metadata' is larger than {limits.MetadataBytes} bytes",
            FrameBound.SupportsEntries => $"'supports' has more than {limits.SupportsEntries} entries",
            FrameBound.SupportsCharacters => $"an entry of 'supports' is longer than {limits.SupportsCharacters} characters",
            FrameBound.Images => $"'images' has more than {limits.Images} entries",
            _ => $"'files' has more than {limits.Files} entries",
        };

        static string LongerThan(string field, int limit) => $"'{field}' is longer than {limit} characters";
    }
}
