using Xunit;

namespace SmoothOperator.Browser.Tests;

/// <summary>A browser test that needs the development server's scripted answers and faults.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScriptedFactAttribute : FactAttribute
{
    public ScriptedFactAttribute() =>
        Skip = Machine.WhyNoBrowserTests ?? (Machine.GivenAddress is null ? null : "needs the scripted development server");
}
