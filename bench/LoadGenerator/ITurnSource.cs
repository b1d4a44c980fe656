namespace SmoothOperator.Bench.Load;

/// <summary>One connection that can run turns one after another: to a chat server, or to the gateway itself.</summary>
internal interface ITurnSource : IDisposable
{
    /// <summary>Asks once and reads the whole reply.</summary>
    /// <exception cref="TurnFailedException">The reply was an error, incomplete, or had another number of tokens than the script.</exception>
    ValueTask<TurnResult> RunTurnAsync(CancellationToken cancellationToken);
}
