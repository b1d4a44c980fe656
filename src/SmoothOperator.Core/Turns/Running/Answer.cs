using SmoothOperator.Knowledge;

namespace SmoothOperator.Turns.Running;

/// <summary>What a turn came to.</summary>
/// <param name="Text">The reply.</param>
/// <param name="Context">The passages the model was given unasked.</param>
internal sealed record Answer(string Text, IReadOnlyList<RetrievedPassage> Context);
