namespace SmoothOperator.Testing.Faults;

/// <summary>A place where a fault may strike, such as <c>before:end.completed</c>.</summary>
/// <param name="Moment">Before or after the step.</param>
/// <param name="Step">One of <see cref="FaultSteps"/>.</param>
public readonly record struct FaultPoint(FaultMoment Moment, string Step)
{
    /// <summary>The point just before a step.</summary>
    public static FaultPoint Before(string step) => new(FaultMoment.Before, step);

    /// <summary>The point just after a step.</summary>
    public static FaultPoint After(string step) => new(FaultMoment.After, step);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">It does not begin with <c>before:</c> or <c>after:</c>.</exception>
    public static FaultPoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(':', 2) switch
        {
            ["before", var step] => Before(step),
            ["after", var step] => After(step),
            _ => throw new FormatException($"'{text}' is not a fault point: it must be 'before:<step>' or 'after:<step>'."),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{(Moment == FaultMoment.Before ? "before" : "after")}:{Step}";
}
