using SmoothOperator.Bench.Retrieval;

switch (args)
{
    case ["quality", var folder]:
        await QualityReport.PrintAsync(BeirCorpus.Read(folder), Console.Out, CancellationToken.None);
        return 0;
    case ["cost"]:
        await CostReport.PrintAsync(Console.Out, CancellationToken.None);
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: retrieval quality <BEIR folder> | cost");
        return 64;
}
