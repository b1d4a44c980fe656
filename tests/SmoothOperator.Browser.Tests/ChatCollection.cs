using Xunit;

namespace SmoothOperator.Browser.Tests;

[CollectionDefinition(Name)]
public sealed class ChatCollection : ICollectionFixture<ChatFixture>
{
    internal const string Name = "chat page";
}
