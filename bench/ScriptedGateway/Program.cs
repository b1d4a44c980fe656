using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using SmoothOperator.Bench.Gateway;

if (args.Length != 1 || !ushort.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
{
    await Console.Error.WriteLineAsync("usage: scripted-gateway <port>").ConfigureAwait(false);
    return 64;
}

using var stop = new CancellationTokenSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

await new GatewayListener(new IPEndPoint(IPAddress.Loopback, port)).RunAsync(stop.Token).ConfigureAwait(false);
return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
