namespace SmoothOperator.Turns.Running;

/// <summary>Another process runs the turn now: whatever this one still does with it must stop without a word.</summary>
internal sealed class TurnFencedException() : Exception("The turn is run by another process.");
