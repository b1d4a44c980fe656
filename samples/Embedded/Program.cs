using Microsoft.Extensions.AI;
using SmoothOperator.Models;
using SmoothOperator.Models.Demo;
using SmoothOperator.Tools;

// A chat agent inside an ordinary ASP.NET Core application, with one tool of its own. Put your IChatClient in place of the demo model.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSmoothOperator(options => options.Model.Persona = "You help the customers of a bicycle shop.");
builder.Services.AddSingleton<IChatClientSource>(new FixedChatClientSource(new DemoChatClient(new DemoOptions(), TimeProvider.System)));
builder.Services.AddSingleton<IToolProvider, ShopTools>();

var app = builder.Build();
app.MapSmoothOperator("/agent");
await app.RunAsync();

/// <summary>What the agent can do here. A person approves each refund.</summary>
internal sealed class ShopTools : IToolProvider
{
    private static readonly AIFunction Refund = new ApprovalRequiredAIFunction(
        AIFunctionFactory.Create((string order_id) => $"Refund issued for order {order_id}.", "issue_refund", "Refunds an order."));

    public ValueTask<IReadOnlyList<AIFunction>> GetToolsAsync(ToolContext context, CancellationToken cancellationToken) => new([Refund]);
}
