namespace SmoothOperator.Server.ChatPage;

/// <summary>What the chat page tells its visitors about this server, served as <c>/chat/config.json</c>.</summary>
/// <param name="Title">The page's title.</param>
/// <param name="DemoModel">True when the built-in demo model answers: the page then says so plainly.</param>
/// <param name="ModelName">The name of the model that answers.</param>
internal sealed record ChatPageConfig(string Title, bool DemoModel, string ModelName);
