namespace SmoothOperator.Server.Configuration.Syntax;

/// <summary>One of some words, in any case. Words of what is not built yet are known, and refused as such.</summary>
/// <param name="choices">The words; of several for one value the first is written.</param>
/// <param name="notBuilt">Words that will be allowed one day.</param>
internal sealed class ChoiceSyntax<T>(IReadOnlyList<(string Word, T Value)> choices, params string[] notBuilt) : ValueSyntax<T>
    where T : struct
{
    public override string Allowed => string.Join(" or ", choices.Select(choice => choice.Word));

    public override string Write(T value) => choices.First(choice => choice.Value.Equals(value)).Word;

    protected override bool TryRead(string text, out T value)
    {
        var choice = choices.FirstOrDefault(choice => string.Equals(choice.Word, text, StringComparison.OrdinalIgnoreCase));
        value = choice.Value;
        return choice.Word is not null;
    }

    protected override string Explain(string text) =>
        notBuilt.Contains(text, StringComparer.OrdinalIgnoreCase) ? $"is not built yet; today it must be {Allowed}" : base.Explain(text);
}
