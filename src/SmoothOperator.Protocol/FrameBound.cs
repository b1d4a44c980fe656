namespace SmoothOperator.Protocol;

/// <summary>The limits a frame can pass, in the order in which they are reported.</summary>
[Flags]
internal enum FrameBound
{
    None = 0,
    RequestId = 1 << 0,
    Message = 1 << 1,
    AgentId = 1 << 2,
    UserName = 1 << 3,
    UserEmail = 1 << 4,
    BrowserFingerprint = 1 << 5,
    Model = 1 << 6,
    Metadata = 1 << 7,
    SupportsEntries = 1 << 8,
    SupportsCharacters = 1 << 9,
    Images = 1 << 10,
    Files = 1 << 11,
}
