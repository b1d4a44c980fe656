namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>What reading one message came to.</summary>
internal enum InboundMessage
{
    /// <summary>A whole text message is in the reader's buffer.</summary>
    Text,

    /// <summary>A whole binary message came; its bytes were not kept.</summary>
    Binary,

    /// <summary>A message over the limit came; its bytes were not kept.</summary>
    TooLarge,

    /// <summary>A message far over the limit is coming: the connection is to be closed with 1009.</summary>
    FarTooLarge,

    /// <summary>There was no memory for the message in time: the connection is to be closed with 1008.</summary>
    OutOfMemory,

    /// <summary>The client closed.</summary>
    Closed,
}
