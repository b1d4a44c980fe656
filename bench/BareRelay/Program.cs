using System.Globalization;
using System.Net;
using SmoothOperator.Bench.Relay;

// The same variables as the product's, so that one can stand where the other does.
var port = Environment.GetEnvironmentVariable("SMOOTH_AGENT_PORT");
var gatewayUrl = Environment.GetEnvironmentVariable("SMOOAI_GATEWAY_URL");
var model = Environment.GetEnvironmentVariable("SMOOTH_AGENT_MODEL") ?? "burst-64";
if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !Uri.TryCreate(gatewayUrl, UriKind.Absolute, out var baseUrl))
{
    await Console.Error.WriteLineAsync("SMOOTH_AGENT_PORT (1-65535) and SMOOAI_GATEWAY_URL (http://host:port/v1) must be set").ConfigureAwait(false);
    return 78;
}

using var gateway = new GatewayClient(baseUrl, model);
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Listen(IPAddress.Loopback, number);
});
builder.Services.AddSingleton(gateway);

var app = builder.Build();
app.Run(RelayEndpoint.HandleAsync);
await app.RunAsync().ConfigureAwait(false);
return 0;
