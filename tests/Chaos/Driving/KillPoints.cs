namespace SmoothOperator.Chaos.Driving;

/// <summary>The points of a turn at which the server is killed: around every commit, every tool and every model call, in mid-stream, while parked, and again during the take-over.</summary>
internal static class KillPoints
{
    private const string MidFinal = "before:delta#25";

    public static IReadOnlyList<KillPoint> All { get; } =
    [
        .. Around("session creation", "open_session"),
        .. Around("begin", "begin"),
        new("before the 1st model call", "before:model"),
        new("mid-stream, 1st reply", "before:delta#3"),
        new("after the 1st model call", "after:model"),
        .. Around("1st model reply", "append.model"),
        .. Around("note started", "append.tool_started"),
        .. Around("note runs", "tool.note"),
        new("during note", null) { External = ExternalKill.DuringNote },
        .. Around("note finished", "append.tool_finished"),
        new("mid-stream, 2nd reply", "before:delta#12"),
        .. Around("2nd model reply", "append.model#2"),
        .. Around("park", "park"),
        new("while parked", null) { External = ExternalKill.WhileParked },
        .. Around("resolve", "resolve"),
        .. Around("charge started", "append.tool_started#2"),
        .. Around("charge runs", "tool.charge"),
        new("during charge", null) { External = ExternalKill.DuringCharge },
        .. Around("charge finished", "append.tool_finished#2"),
        new("before the last model call", "before:model#3"),
        new("mid-stream, last reply", MidFinal),
        new("after the last model call", "after:model#3"),
        .. Around("end", "end.completed"),
        new("mid-stream, then before the claim", MidFinal) { LaterFaults = ["before:claim"] },
        new("mid-stream, then after the claim", MidFinal) { LaterFaults = ["after:claim"] },
        new("mid-stream, then before the new epoch", MidFinal) { LaterFaults = ["before:raise_epoch"] },
        new("mid-stream, then after the new epoch", MidFinal) { LaterFaults = ["after:raise_epoch"] },
        new("mid-stream, three times", MidFinal) { LaterFaults = ["before:delta#9", "before:delta#5"] },
        new("while parked, then after resolve", null) { External = ExternalKill.WhileParked, LaterFaults = ["after:resolve"] },
        new("during charge, then around its outcome", null) { External = ExternalKill.DuringCharge, LaterFaults = ["before:append.tool_finished", "after:append.tool_finished"] },
        new("during note, then during its repetition", null) { External = ExternalKill.DuringNote, LaterFaults = ["after:tool.note"] },
        new("any time", null) { External = ExternalKill.AnyTime },
    ];

    public static KillPoint Find(string name) =>
        All.FirstOrDefault(point => point.Name == name) ?? throw new ArgumentException($"There is no kill point '{name}'. There are: {string.Join("; ", All.Select(point => point.Name))}.", nameof(name));

    private static IEnumerable<KillPoint> Around(string name, string step) => [new("before " + name, "before:" + step), new("after " + name, "after:" + step)];
}
