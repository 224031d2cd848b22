using FaZhiCloud.Bench;
using FaZhiCloud.Bench.Plain;

string[] all = ["write", "read", "report", "memory", "engines"];
if (args is [PlainApi.Verb, var url])
    return await PlainApi.RunAsync(url);
if (args.Length > 0 && args.FirstOrDefault(name => !all.Contains(name)) is { } unknown)
{
    Console.Error.WriteLine($"没有性能测试 {unknown}，应为 {string.Join("、", all)} | there is no bench '{unknown}'");
    return 1;
}

Console.WriteLine($"{Environment.ProcessorCount} 核 cores · .NET {Environment.Version} · 各法轮流运行，取中位数 (alternating rounds, medians; ratios are taken within each round)");
foreach (var name in args.Length > 0 ? args : all)
{
    await (name switch
    {
        "write" => WriteBench.RunAsync(),
        "read" => ReadBench.RunAsync(),
        "report" => ReportBench.RunAsync(),
        "engines" => EnginesBench.RunAsync(),
        _ => MemoryBench.RunAsync(),
    });
}

return 0;
