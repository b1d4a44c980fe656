namespace SmoothOperator.Server.Configuration.Catalog;

/// <summary>What a variable of something that is not built yet does to the start.</summary>
internal enum UnbuiltReaction
{
    /// <summary>Whoever set it counts on it: the server does not start.</summary>
    Refuse,

    /// <summary>It only tunes what is not there: the server says so and starts.</summary>
    Warn,
}
