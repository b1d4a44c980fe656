namespace SmoothOperator.Knowledge;

/// <summary>What loading a seed file came to.</summary>
/// <param name="Indexed">Documents stored, new or in place of an earlier version.</param>
/// <param name="Unchanged">Documents that were stored already.</param>
public sealed record SeedReport(int Indexed, int Unchanged);
