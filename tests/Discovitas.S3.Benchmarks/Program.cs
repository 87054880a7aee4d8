using Discovitas.S3.Benchmarks;

return args switch
{
    ["memory"] => await MemoryPromise.RunAsync(),
    ["serve"] => await ServerProcess.ServeAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Discovitas.S3.Benchmarks -- memory");
    Console.Error.WriteLine("  memory   uploads 1 GiB of unknown length and compares the peak memory with the promise (exit code 1 if it is broken)");
    return 2;
}
