using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Testing.Faults;

/// <summary>The steps that the decorators of this namespace report to a <see cref="FaultPlan"/>.</summary>
public static class FaultSteps
{
    /// <summary>Storing a session.</summary>
    public const string OpenSession = "open_session";

    /// <summary>Reading a session.</summary>
    public const string GetSession = "get_session";

    /// <summary>Reading messages.</summary>
    public const string ListMessages = "list_messages";

    /// <summary>Storing a message with the first step of its turn.</summary>
    public const string Begin = "begin";

    /// <summary>Parking a turn.</summary>
    public const string Park = "park";

    /// <summary>Storing the answer to a park, or its timeout.</summary>
    public const string Resolve = "resolve";

    /// <summary>Taking a turn over.</summary>
    public const string Claim = "claim";

    /// <summary>Storing a cancellation request.</summary>
    public const string RequestCancel = "request_cancel";

    /// <summary>Raising the epoch.</summary>
    public const string RaiseEpoch = "raise_epoch";

    /// <summary>Reading the row of a turn.</summary>
    public const string ReadTurn = "read_turn";

    /// <summary>Reading the steps of a turn.</summary>
    public const string ReadSteps = "read_steps";

    /// <summary>Listing turns.</summary>
    public const string ListTurns = "list_turns";

    /// <summary>Removing old turns.</summary>
    public const string Prune = "prune";

    /// <summary>A whole model call: before it is made, after its last piece.</summary>
    public const string Model = "model";

    /// <summary>Each piece of a model's reply, before and after it is handed on.</summary>
    public const string Delta = "delta";

    /// <summary>Storing a step of a running turn, by the kind of the last step stored.</summary>
    public static string Append(TurnStep step) => "append." + KindOf(step);

    /// <summary>Storing the end of a turn, by its last step.</summary>
    public static string End(TurnStep step) => "end." + KindOf(step);

    /// <summary>A call of a tool.</summary>
    /// <param name="name">The tool's name.</param>
    public static string Tool(string name) => "tool." + name;

    private static string KindOf(TurnStep step) => step switch
    {
        ModelReplied => "model",
        ToolStarted => "tool_started",
        ToolFinished => "tool_finished",
        TurnCompleted => "completed",
        TurnFailed => "failed",
        TurnCancelled => "cancelled",
        _ => step.GetType().Name,
    };
}
