namespace SmoothOperator.Tests.Tools;

internal sealed record StubRequest(string Method, string Target, string Body, IReadOnlyDictionary<string, string> Headers);
