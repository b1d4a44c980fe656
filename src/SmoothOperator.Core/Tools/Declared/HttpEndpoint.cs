namespace SmoothOperator.Tools.Declared;

/// <summary>Where an HTTP tool sends its calls.</summary>
/// <param name="Method">GET, DELETE, POST, PUT or PATCH.</param>
/// <param name="Url">The address, with places for arguments.</param>
/// <param name="Headers">Names and values, environment variables put in.</param>
/// <param name="Timeout">From sending to the last byte of the answer.</param>
/// <param name="Secrets">What of the headers nobody may see.</param>
internal sealed record HttpEndpoint(
    HttpMethod Method,
    UrlTemplate Url,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    TimeSpan Timeout,
    SecretRedactor Secrets)
{
    public bool SendsBody => Method != HttpMethod.Get && Method != HttpMethod.Delete;
}
