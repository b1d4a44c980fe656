namespace SmoothOperator.Bench.Load;

/// <summary>A turn that must not be counted; it ends the measurement.</summary>
internal sealed class TurnFailedException(string message) : Exception(message);
