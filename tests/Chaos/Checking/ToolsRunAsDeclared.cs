using SmoothOperator.Chaos.Histories;
using SmoothOperator.Chaos.Host;

namespace SmoothOperator.Chaos.Checking;

/// <summary>What is not idempotent takes effect at most once, and never without approval; what is idempotent is always called with the same key.</summary>
internal sealed class ToolsRunAsDeclared : IRule
{
    public IEnumerable<string> Violations(RunHistory history)
    {
        var charges = history.Effects.Count(effect => effect.Tool == ChaosTools.Charge);
        if (charges > 1)
            yield return $"{ChaosTools.Charge} took effect {charges} times";
        if (charges > 0 && !history.Approves)
            yield return $"{ChaosTools.Charge} took effect though it was denied";
        var keys = history.Effects.Where(effect => effect.Tool == ChaosTools.Note).Select(effect => effect.IdempotencyKey).Distinct(StringComparer.Ordinal).ToList();
        if (keys.Count > 1)
            yield return $"{ChaosTools.Note} was called with the keys {string.Join(", ", keys)}";
    }
}
