using SmoothOperator.Chaos;

return await new ChaosCommand().Parse(args).InvokeAsync();
