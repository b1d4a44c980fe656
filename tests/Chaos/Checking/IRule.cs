using SmoothOperator.Chaos.Histories;

namespace SmoothOperator.Chaos.Checking;

/// <summary>Something that must hold in every run.</summary>
internal interface IRule
{
    /// <summary>Where the run breaks it; empty when it does not.</summary>
    IEnumerable<string> Violations(RunHistory history);
}
