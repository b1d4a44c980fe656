using Xunit;

namespace SmoothOperator.Tests.Configuration;

public sealed class SmoothOperatorOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.True(Validate(_ => { }).Succeeded);

    [Fact]
    public void Every_option_out_of_range_is_named_with_its_range()
    {
        var failures = Validate(options =>
        {
            options.Model.GatewayUrl = "llm.smoo.ai";
            options.Model.GatewayKey = "two words";
            options.Model.Model = " ";
            options.Model.MaxIterations = 0;
            options.Turns.OnDisconnect = (DisconnectBehavior)9;
            options.Approvals.Timeout = TimeSpan.FromDays(31);
            options.Approvals.ConfirmTools.Add("");
            options.Connections.OutboundQueue = 1;
            options.Frames.CloseBytes = 1 << 20;
        }).Failures;

        Assert.Equal(
            [
                "Model.GatewayUrl must be an absolute http or https address without user, password, query or fragment",
                "Model.GatewayKey must be printable ASCII without spaces",
                "Model.Model must have 1 to 256 characters",
                "Model.MaxIterations is 0 and must be from 1 to 1000",
                "Turns.OnDisconnect must be Continue or Cancel",
                "Approvals.Timeout is 2678400 s and must be from 1 to 2592000 s",
                "Approvals.ConfirmTools may not hold an empty text: it would be part of every name",
                "Connections.OutboundQueue is 1 and must be from 65536 to 1073741824",
                "Frames.CloseBytes must be at least Frames.ReadBytes",
            ],
            failures);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(Action<SmoothOperatorOptions> change)
    {
        var options = new SmoothOperatorOptions();
        change(options);
        return new SmoothOperatorOptionsValidator().Validate(null, options);
    }
}
