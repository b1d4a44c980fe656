namespace SmoothOperator.Bench.Load;

/// <summary>The server events that the load generator tells apart.</summary>
internal enum EventKind
{
    Other,
    Token,
    Immediate,
    Eventual,
    Error,
    Pong,
}
