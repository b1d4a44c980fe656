using Microsoft.AspNetCore.Http.Features;

namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>Stands in front of the server's upgrade so that the WebSocket made of it writes through a <see cref="SharedOutputStream"/>.</summary>
internal sealed class SharedOutputUpgrade(IHttpUpgradeFeature? upgrade, IHttpExtendedConnectFeature? connect, int outboundLimit) : IHttpUpgradeFeature, IHttpExtendedConnectFeature
{
    /// <summary>The stream, once the connection was upgraded.</summary>
    public SharedOutputStream? Stream { get; private set; }

    public bool IsUpgradableRequest => upgrade?.IsUpgradableRequest == true;

    public bool IsExtendedConnect => connect?.IsExtendedConnect == true;

    public string? Protocol => connect?.Protocol;

    public async Task<Stream> UpgradeAsync() => Stream = new SharedOutputStream(await upgrade!.UpgradeAsync(), outboundLimit);

    public async ValueTask<Stream> AcceptAsync() => Stream = new SharedOutputStream(await connect!.AcceptAsync(), outboundLimit);
}
