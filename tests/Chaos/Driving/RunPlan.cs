namespace SmoothOperator.Chaos.Driving;

/// <summary>One run: where the server dies, and how the client behaves. Everything random follows from seed and number.</summary>
internal sealed class RunPlan
{
    public RunPlan(int seed, int number, KillPoint point, bool hasAfterlife)
    {
        var random = new Random((seed * 1_000_003) + number);
        Number = number;
        Point = point;
        HasAfterlife = hasAfterlife;
        Order = $"order-{seed}-{number}";
        AsksFirst = random.Next(2) == 0;
        FreshData = random.Next(4) == 0;
        KillAfter = TimeSpan.FromMilliseconds(random.Next(300));

        // A call that is denied never starts, so where it starts it is approved.
        Approves = point.Name.Contains("charge", StringComparison.Ordinal) || random.Next(4) > 0;
    }

    public int Number { get; }

    public KillPoint Point { get; }

    public string Order { get; }

    public bool AsksFirst { get; }

    /// <summary>Whether the server begins with an empty data directory, or with what earlier runs left.</summary>
    public bool FreshData { get; }

    public bool Approves { get; }

    /// <summary>Whether the server is killed once more when all is over, and its next life is asked for the turn.</summary>
    public bool HasAfterlife { get; }

    /// <summary>When a kill at any time comes, after the message was sent.</summary>
    public TimeSpan KillAfter { get; }
}
