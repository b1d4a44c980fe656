using System.CommandLine;
using SmoothOperator.Server.Serve;

var serve = ServeCommand.Create();
var root = new RootCommand("Smooth Operator: an agent chat server.") { serve };
foreach (var option in serve.Options)
    root.Options.Add(option);
root.Action = serve.Action;

// The host answers signals itself: it lets running turns end, which takes longer than the two seconds the parser would give it.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
