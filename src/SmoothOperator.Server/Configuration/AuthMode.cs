namespace SmoothOperator.Server.Configuration;

/// <summary>Who is let in.</summary>
internal enum AuthMode
{
    /// <summary>Chat is anonymous; the admin API lets nobody in.</summary>
    Disabled,

    /// <summary>Everything is open to everyone.</summary>
    None,
}
