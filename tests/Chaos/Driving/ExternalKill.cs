namespace SmoothOperator.Chaos.Driving;

/// <summary>A kill from outside, where the server has no point of its own.</summary>
internal enum ExternalKill
{
    None,

    /// <summary>Once the client was told that the turn waits.</summary>
    WhileParked,

    /// <summary>While the tool server works on a call that may be made again.</summary>
    DuringNote,

    /// <summary>While the tool server works on a call that may not.</summary>
    DuringCharge,

    /// <summary>At a random moment after the message was sent.</summary>
    AnyTime,
}
