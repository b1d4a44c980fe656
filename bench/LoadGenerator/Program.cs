using SmoothOperator.Bench.Load;

return await new LoadCommand().Parse(args).InvokeAsync().ConfigureAwait(false);
