namespace SmoothOperator.Testing.Faults;

/// <summary>
/// What goes wrong, and where. The decorators of this namespace report every point they pass; the plan lets it pass or strikes. It may be changed while it is in use. Thread safe.
/// </summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly Dictionary<FaultPoint, int> _passed = [];
    private readonly List<PlannedFault> _faults = [];

    /// <summary>How often each point was passed so far.</summary>
    public IReadOnlyDictionary<FaultPoint, int> Passed
    {
        get
        {
            lock (_gate)
                return new Dictionary<FaultPoint, int>(_passed);
        }
    }

    /// <summary>Plans a fault.</summary>
    /// <param name="point">Where.</param>
    /// <param name="action">What.</param>
    /// <param name="occurrence">At which visit from now on, from 1.</param>
    /// <param name="repeats">Whether it also strikes at every later visit.</param>
    public FaultPlan At(FaultPoint point, FaultAction action, int occurrence = 1, bool repeats = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(occurrence, 1);
        lock (_gate)
            _faults.Add(new PlannedFault(point, action, occurrence, repeats));
        return this;
    }

    /// <summary>Takes back every fault that has not struck.</summary>
    public void Clear()
    {
        lock (_gate)
            _faults.Clear();
    }

    /// <summary>Reports that a point is passed; returns when the plan lets it pass.</summary>
    public Task PassAsync(FaultPoint point, CancellationToken cancellationToken)
    {
        FaultAction? action = null;
        lock (_gate)
        {
            _passed[point] = _passed.GetValueOrDefault(point) + 1;
            foreach (var fault in _faults)
            {
                if (fault.Point == point && fault.StrikesUnsynchronized())
                    action ??= fault.Action;
            }

            _faults.RemoveAll(fault => fault.IsSpent);
        }

        return action is null ? Task.CompletedTask : action(cancellationToken);
    }

    /// <summary>Runs a step between its two points.</summary>
    /// <param name="step">One of <see cref="FaultSteps"/>.</param>
    /// <param name="run">The step.</param>
    /// <param name="cancellationToken">Stops waiting at a point.</param>
    public async Task<T> AroundAsync<T>(string step, Func<Task<T>> run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await PassAsync(FaultPoint.Before(step), cancellationToken);
        var result = await run();
        await PassAsync(FaultPoint.After(step), cancellationToken);
        return result;
    }
}
