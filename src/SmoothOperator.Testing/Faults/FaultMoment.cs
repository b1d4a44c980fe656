namespace SmoothOperator.Testing.Faults;

/// <summary>On which side of a step a fault strikes.</summary>
public enum FaultMoment
{
    /// <summary>The step has not happened.</summary>
    Before,

    /// <summary>The step has happened, and whoever asked for it has not learned so.</summary>
    After,
}
