using Xunit;

namespace SmoothOperator.Browser.Tests;

/// <summary>A test in a real browser; skipped, saying why, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Machine.WhyNoBrowserTests;
}
