using System.CommandLine;
using SmoothOperator.Server.Serve;

var serve = ServeCommand.Create();
var root = new RootCommand("Smooth Operator: an agent chat server.") { serve };
foreach (var option in serve.Options)
    root.Options.Add(option);
root.Action = serve.Action;
return await root.Parse(args).InvokeAsync();
