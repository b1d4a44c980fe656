using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SmoothOperator.Access;
using SmoothOperator.Agents;
using SmoothOperator.Conversations;
using SmoothOperator.Knowledge;
using SmoothOperator.Models;
using SmoothOperator.Storage;
using SmoothOperator.Tools;
using SmoothOperator.Turns.Events;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Turns.Running;

/// <summary>Runs one turn from wherever its steps stand until it parks or ends. Every way out leads to exactly one terminal event.</summary>
internal sealed partial class TurnRunner(
    IStorage storage,
    IChatClientSource models,
    IAgentCatalog agents,
    KnowledgeRetriever retriever,
    IEnumerable<IToolProvider> toolProviders,
    IOptions<SmoothOperatorOptions> options,
    IOptions<KnowledgeOptions> knowledge,
    TimeProvider time,
    ILogger<TurnRunner> logger)
{
    private const int MaxContinuations = 2;
    private const float Temperature = 1.0f;

    private readonly SmoothOperatorOptions _options = options.Value;
    private readonly KnowledgeOptions _knowledge = knowledge.Value;
    private readonly IToolProvider[] _toolProviders = [.. toolProviders];

    /// <summary>Runs the turn. Returns whether it ended; false when it is parked, fenced, or left to the next process because this one stops.</summary>
    /// <param name="live">The turn, leased to this process.</param>
    /// <param name="progress">What its steps add up to.</param>
    /// <param name="beforeEnd">Called once the end is stored, before its event is told.</param>
    /// <param name="stopping">This process stops.</param>
    public async Task<bool> RunAsync(LiveTurn live, TurnProgress progress, Action beforeEnd, CancellationToken stopping)
    {
        var log = new TurnLog(storage.Turns, live, progress, time, logger, stopping);
        TurnStep last;
        TurnState state;
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(live.Cancelled, stopping);
            if (await AdvanceAsync(live, log, either.Token) is not { } answer)
            {
                live.Stream.Flush();
                return false;
            }

            if (!live.TryBeginEnding())
                throw new OperationCanceledException(live.Cancelled);
            if (await EndAsync(live, log, Completed(live, progress, answer), TurnState.Completed, beforeEnd, stopping))
                return true;
            (last, state) = (Cancelled(live), TurnState.Cancelled);
        }
        catch (TurnFencedException)
        {
            LogFenced(live.Head.Id);
            return false;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            (last, state) = (Cancelled(live), TurnState.Cancelled);
        }
        catch (OperationCanceledException)
        {
            LogLeft(live.Head.Id);
            return false;
        }
        catch (Exception failure)
        {
            (last, state) = (Failed(live, failure), TurnState.Failed);
        }

        return await EndAnywayAsync(live, log, last, state, beforeEnd, stopping);
    }

    /// <summary>The error step for what ended a turn; the detail goes to the log under the error id.</summary>
    public TurnFailed Failed(LiveTurn live, Exception failure)
    {
        var errorId = Guid.NewGuid().ToString("N")[..12];
        LogFailed(failure, live.Head.Id, live.Head.ConversationId, errorId);
        return new TurnFailed
        {
            At = time.GetUtcNow(),
            Code = failure is StorageException ? "STORAGE_ERROR" : "AGENT_ERROR",
            Message = $"The agent could not complete this turn (error {errorId}).",
            ErrorId = errorId,
            Seq = live.Stream.LastSeq + 1,
        };
    }

    /// <summary>Model calls and tool calls in turn. Returns the answer, or null when the turn is parked.</summary>
    private async Task<Answer?> AdvanceAsync(LiveTurn live, TurnLog log, CancellationToken cancellationToken)
    {
        if (log.Progress.GiveUp is { } reason)
            throw new InvalidOperationException(reason);
        var run = await PrepareAsync(live, log, cancellationToken);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (log.Progress.NextCall is not null)
            {
                if (await run.Tools.RunAsync(cancellationToken))
                    return null;
                Prompt.Add(run.Messages, log.Progress.LastReply!, log.Progress.Calls);
            }
            else if (IsDone(log.Progress, run.MaxIterations))
            {
                var text = FinalReply.Of(log.Progress) ?? throw new ModelException("The model gave no answer.");
                return new Answer(text, run.Context);
            }

            await CallModelAsync(run, log, cancellationToken);
        }
    }

    private static bool IsDone(TurnProgress progress, int maxIterations) =>
        progress.LastReply is { } reply
        && (progress.Replies.Count >= maxIterations
            || (reply.Calls.Count == 0
                && !(TurnProgress.IsCut(reply) && progress.Continuations <= MaxContinuations)
                && progress.EmptyReplies is 0 or > 1));

    private async Task CallModelAsync(TurnRun run, TurnLog log, CancellationToken cancellationToken)
    {
        var isLast = log.Progress.Replies.Count + 1 >= run.MaxIterations;
        if (isLast && run.Options.Tools is { Count: > 0 })
        {
            run.Options.ToolMode = ChatToolMode.None;
            Prompt.AddLastCallNotice(run.Messages);
        }

        var call = new ModelCall(log.Stream, time, _options.Turns.ModelTimeout);
        var reply = await call.RunAsync(run.Client, run.Messages, run.Options, run.ContextChunkIds, log.Progress, cancellationToken);
        if (isLast && reply.Calls.Count > 0)
            reply = reply with { Calls = [] };
        if (reply.Calls.Any(requested => !IsReader(run, requested)))
            await log.CommitAsync(reply, log.Stream.LastSeq, cancellationToken);
        else
            log.Note(reply);
        if (reply.Calls.Count == 0)
            Prompt.Add(run.Messages, reply, []);
        if (log.Progress.Continuations > MaxContinuations)
            LogCut(log.Stream.TurnId);
    }

    private static bool IsReader(TurnRun run, RequestedCall call) => run.ToolSet.Find(call.Name) is { } tool && ToolTraits.Of(tool).IsBuiltInReader;

    /// <summary>Reads agent, rights, tools and key anew: a turn that resumes days later runs under what holds then.</summary>
    private async Task<TurnRun> PrepareAsync(LiveTurn live, TurnLog log, CancellationToken cancellationToken)
    {
        var head = live.Head;
        var started = log.Progress.Started;
        var reader = new AccessContext(head.OrganizationId, started.UserId, started.GroupsExpireAt <= time.GetUtcNow() ? [] : started.Groups);
        var agent = started.AgentId is { } agentId ? await agents.GetAgentAsync(head.OrganizationId, agentId, cancellationToken) : null;
        var persona = await agents.GetPersonaAsync(head.OrganizationId, cancellationToken);
        var client = await models.GetAsync(head.OrganizationId, cancellationToken) ?? throw new ModelException("No model is available for this organization any more.");
        var context = await RetrieveAsync(reader, started.Message, ScopeOf(agent), cancellationToken);
        var history = await HistoryAsync(head.ConversationId, started.MessageId, cancellationToken);

        var messages = Prompt.Build(
            SystemPrompt.Compose(agent, persona, _options.Model.Persona, history.Count == 0), history, _options.Model.HistoryTokens, context, started);
        foreach (var (reply, calls) in log.Progress.FinishedReplies())
            Prompt.Add(messages, reply, calls);

        var toolSet = new ToolSet(await ToolsAsync(head, started, reader, agent, cancellationToken), agent?.Tools, _options.Approvals.ConfirmTools);
        return new TurnRun
        {
            Client = client,
            Messages = messages,
            ToolSet = toolSet,
            Tools = new ToolCalls(log, toolSet, new ToolInvoker(time, _options.Turns.ToolTimeout, _options.Frames.ToolArgumentBytes, logger), _options.Approvals.Timeout, () => live.Stream.CanNameApprovals, time),
            MaxIterations = Math.Clamp(agent?.MaxIterations ?? _options.Model.MaxIterations, 1, Math.Max(64, _options.Model.MaxIterations)),
            ContextChunkIds = context.Count == 0 ? [] : [.. context.Select(passage => passage.ChunkId)],
            Options = new ChatOptions
            {
                ModelId = started.Model ?? agent?.Model ?? _options.Model.Model,
                MaxOutputTokens = _options.Model.MaxTokens,
                Temperature = Temperature,
                Tools = toolSet.Declarations.Count > 0 ? toolSet.Declarations : null,
                AdditionalProperties = new AdditionalPropertiesDictionary { [ModelProperties.BorrowUpdates] = true },
            },
            Context = context,
        };
    }

    private static KnowledgeScope ScopeOf(AgentProfile? agent) => agent?.DocumentSets is { } sets ? new KnowledgeScope { Sets = sets } : KnowledgeScope.Everything;

    /// <summary>The automatic context; a knowledge store that fails leaves the turn without it.</summary>
    private async Task<IReadOnlyList<RetrievedPassage>> RetrieveAsync(AccessContext reader, string question, KnowledgeScope scope, CancellationToken cancellationToken)
    {
        if (_knowledge.AutomaticResults == 0)
            return [];
        try
        {
            return await retriever.RetrieveAsync(reader, question, _knowledge.AutomaticResults, scope, cancellationToken);
        }
        catch (StorageException failure)
        {
            LogUngrounded(failure);
            return [];
        }
    }

    private async Task<IReadOnlyList<Message>> HistoryAsync(string conversationId, string messageId, CancellationToken cancellationToken)
    {
        var page = await storage.Conversations.ListMessagesAsync(conversationId, messageId, _options.Model.HistoryMessages, cancellationToken);
        return page?.Messages ?? [];
    }

    private async ValueTask<List<AIFunction>> ToolsAsync(TurnHead head, TurnStarted started, AccessContext reader, AgentProfile? agent, CancellationToken cancellationToken)
    {
        var tools = new List<AIFunction> { new KnowledgeSearchTool(retriever, reader, ScopeOf(agent)) };
        var context = new ToolContext
        {
            Reader = reader,
            TurnId = head.Id,
            ConversationId = head.ConversationId,
            SessionId = head.SessionId,
            AgentId = started.AgentId,
            Files = started.Files,
        };
        foreach (var provider in _toolProviders)
            tools.AddRange(await provider.GetToolsAsync(context, cancellationToken));
        return tools;
    }

    private TurnCompleted Completed(LiveTurn live, TurnProgress progress, Answer answer)
    {
        var citations = new CitationBuilder();
        citations.Add(answer.Context);
        citations.Add(progress.FoundSources());
        return new TurnCompleted
        {
            At = time.GetUtcNow(),
            MessageId = Uuid.InTimeOrder(time.GetUtcNow()),
            Reply = answer.Text,
            Citations = citations.Build(),
            Usage = progress.Usage,
            Seq = live.Stream.LastSeq + 1,
        };
    }

    private TurnCancelled Cancelled(LiveTurn live) => new() { At = time.GetUtcNow(), Seq = live.Stream.LastSeq + 1 };

    private static async Task<bool> EndAsync(LiveTurn live, TurnLog log, TurnStep last, TurnState state, Action beforeEnd, CancellationToken cancellationToken)
    {
        var head = live.Head;
        var reply = last is TurnCompleted completed
            ? new Message(completed.MessageId, head.ConversationId, head.OrganizationId, MessageDirection.Outbound, completed.Reply, last.At)
            : null;
        switch (await log.EndAsync(last, state, reply, cancellationToken))
        {
            case TurnWriteOutcome.Fenced:
                throw new TurnFencedException();
            case TurnWriteOutcome.CancelRequested:
                return false;
            default:
                beforeEnd();
                live.Stream.Tell(new TurnEnded(last));
                live.Stream.Flush();
                return true;
        }
    }

    /// <summary>
    /// Ends a turn as failed or cancelled. When the storage does not take it, the client is told the error, and the ending is tried until it is stored or this process stops: then the next one takes the turn over.
    /// </summary>
    private async Task<bool> EndAnywayAsync(LiveTurn live, TurnLog log, TurnStep last, TurnState state, Action beforeEnd, CancellationToken stopping)
    {
        var told = false;
        while (true)
        {
            try
            {
                if (await EndAsync(live, log, last, state, beforeEnd, stopping))
                    return true;
                (last, state) = (Cancelled(live), TurnState.Cancelled);
            }
            catch (TurnFencedException)
            {
                LogFenced(live.Head.Id);
                return false;
            }
            catch (OperationCanceledException)
            {
                LogLeft(live.Head.Id);
                return false;
            }
            catch (StorageException failure)
            {
                if (!told)
                {
                    told = true;
                    (last, state) = (Failed(live, failure), TurnState.Failed);
                    live.Stream.Tell(new TurnEnded(last));
                    live.Stream.Flush();
                }
            }
        }
    }

    [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "Turn {TurnId} of conversation {ConversationId} failed (error {ErrorId}).")]
    private partial void LogFailed(Exception failure, string turnId, string conversationId, string errorId);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "Turn {TurnId} is run by another process now; this one dropped it.")]
    private partial void LogFenced(string turnId);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Information, Message = "Turn {TurnId} is left to the next process, because this one stops.")]
    private partial void LogLeft(string turnId);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Warning, Message = "The knowledge store failed; the turn goes on without automatic context.")]
    private partial void LogUngrounded(Exception failure);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Warning, Message = "The reply of turn {TurnId} was cut: the model reached its length limit three times.")]
    private partial void LogCut(string turnId);
}
