namespace SmoothOperator.Turns.Events;

/// <summary>Where an event stands in its turn.</summary>
/// <param name="Epoch">Rises when something already sent may be lost; numbers of different epochs do not compare.</param>
/// <param name="Seq">1, 2, 3 … without a gap over what the turn sends.</param>
public readonly record struct EventPosition(int Epoch, long Seq);
