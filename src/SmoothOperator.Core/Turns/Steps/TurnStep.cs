using System.Text.Json.Serialization;

namespace SmoothOperator.Turns.Steps;

/// <summary>One durable entry of a turn's log. Steps only ever say what happened; a turn's state is what they add up to.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(TurnStarted), "started")]
[JsonDerivedType(typeof(ModelReplied), "model")]
[JsonDerivedType(typeof(ToolStarted), "tool_started")]
[JsonDerivedType(typeof(ToolFinished), "tool_finished")]
[JsonDerivedType(typeof(TurnParked), "parked")]
[JsonDerivedType(typeof(ParkResolved), "resolved")]
[JsonDerivedType(typeof(TurnCompleted), "completed")]
[JsonDerivedType(typeof(TurnFailed), "failed")]
[JsonDerivedType(typeof(TurnCancelled), "cancelled")]
public abstract record TurnStep
{
    /// <summary>When it happened, UTC; events told from a step carry this time.</summary>
    public required DateTimeOffset At { get; init; }
}
