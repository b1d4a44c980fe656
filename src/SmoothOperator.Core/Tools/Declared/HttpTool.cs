using System.Net.Http.Headers;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Tools.Declared;

/// <summary>Calls a service over HTTP.</summary>
internal sealed class HttpTool(DeclaredToolSpecification specification, HttpEndpoint endpoint, HttpClient client, TimeProvider timeProvider)
    : DeclaredTool(specification)
{
    private const int MaxAddress = 32 * 1024;
    private const int MaxReason = 300;

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        using var request = CreateRequest(arguments);
        using var deadline = new CancellationTokenSource(endpoint.Timeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var answer = await HttpToolAnswer.ReadAsync(response, endpoint.Secrets, either.Token);
            var status = (int)response.StatusCode;
            if (!response.IsSuccessStatusCode)
                throw Refused(status, answer);
            return answer.TextOrThrow() is { Length: > 0 } text ? text : $"(HTTP {status}, no content)";
        }
        catch (ToolException)
        {
            throw;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested && deadline.IsCancellationRequested)
        {
            throw new ToolException($"The service did not answer within {endpoint.Timeout.TotalSeconds} s.", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ToolException("The service could not be reached, or the connection broke.", exception);
        }
    }

    private static ToolException Refused(int status, HttpToolAnswer answer)
    {
        var reason = answer.Text is { Length: > 0 } text ? $": {TextCut.Characters(text, MaxReason)}" : ".";
        return new(status is >= 300 and < 400
            ? $"The service answered {status}; redirects are not followed."
            : $"The service answered {status}{reason}");
    }

    private HttpRequestMessage CreateRequest(AIFunctionArguments given)
    {
        var arguments = new HttpToolArguments(given);
        var rest = arguments.Except(endpoint.Url.Names);
        var address = endpoint.Url.Expand(arguments.PathText, endpoint.SendsBody ? [] : HttpToolArguments.ToQuery(rest));
        if (address.Length > MaxAddress || !Uri.TryCreate(address, UriKind.Absolute, out var uri))
            throw new ToolException($"The arguments make an address of more than {MaxAddress} characters, or none at all.");

        var request = new HttpRequestMessage(endpoint.Method, uri);
        foreach (var (name, value) in endpoint.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (!request.Headers.NonValidated.Contains("User-Agent"))
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("smooth-operator", null));
        if (ToolCallContext.Of(given) is { } call)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", call.IdempotencyKey);
        if (endpoint.SendsBody)
            request.Content = new ByteArrayContent(HttpToolArguments.ToJson(rest)) { Headers = { ContentType = new("application/json") } };
        return request;
    }
}
