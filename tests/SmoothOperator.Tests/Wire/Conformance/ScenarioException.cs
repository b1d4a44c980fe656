namespace SmoothOperator.Tests.Wire.Conformance;

/// <summary>The server, or the scenario, is not as it should be.</summary>
internal sealed class ScenarioException(string message) : Exception(message);
