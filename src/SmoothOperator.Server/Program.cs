using SmoothOperator.Knowledge;
using SmoothOperator.Models;
using SmoothOperator.Models.Demo;
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSmoothOperator(o => o.Tools.ConfirmTools = ["refund"]);
builder.Services.AddSingleton<SmoothOperator.Tools.IToolProvider, P>();
builder.Services.AddSingleton<IChatClientSource>(s => new FixedChatClientSource(new DemoChatClient(new DemoOptions(), TimeProvider.System)));
var app = builder.Build();
app.MapSmoothOperator();
foreach (var d in SeedDocuments.All) await app.Services.GetRequiredService<DocumentIndexer>().IndexAsync(d, default);
await app.RunAsync("http://127.0.0.1:8787");
internal sealed class P : SmoothOperator.Tools.IToolProvider { public ValueTask<IReadOnlyList<Microsoft.Extensions.AI.AIFunction>> GetToolsAsync(SmoothOperator.Tools.ToolContext context, CancellationToken cancellationToken) => new([new SmoothOperator.Tools.Demo.IssueRefundTool()]); }
