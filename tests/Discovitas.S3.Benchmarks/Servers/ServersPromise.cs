namespace Discovitas.S3.Benchmarks.Servers;

/// <summary>
/// The promise: the embedded S3 puts and gets objects of every size faster than npm's s3rver, which checks neither
/// signatures nor bodies.
/// </summary>
internal static class ServersPromise
{
    private const int DefaultRounds = 5;

    /// <returns>Null where the options make no sense.</returns>
    internal static Task<int>? Parse(string[] arguments) => arguments switch
    {
        ["--s3rver", var installed] => RunAsync(installed, DefaultRounds),
        ["--s3rver", var installed, "--rounds", var number] when int.TryParse(
            number, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds > 0 =>
            RunAsync(installed, rounds),
        _ => null,
    };

    private static async Task<int> RunAsync(string installed, int rounds)
    {
        using var ours = await ServerProcess.StartAsync();
        using var theirs = await S3rverProcess.StartAsync(installed);
        using var embedded = new ServerClient("embedded S3", ours.Target);
        using var s3rver = new ServerClient("s3rver", theirs.Target);
        foreach (var measured in ServerCase.All)
        {
            var content = new byte[measured.Size];
            new GeneratedStream(measured.Size).ReadExactly(content);
            for (var round = 0; round <= rounds; round++)
            {
                ServerClient[] order = round % 2 == 0 ? [embedded, s3rver] : [s3rver, embedded];
                foreach (var client in order)
                {
                    await client.RunAsync(measured, content, isWarmUp: round == 0);
                }
            }
        }

        return Print(embedded, s3rver);
    }

    private static int Print(ServerClient ours, ServerClient theirs)
    {
        Console.WriteLine($"| operation | {ours.Name}, ms | {theirs.Name}, ms | time × {theirs.Name} |");
        Console.WriteLine("|---|--:|--:|--:|");
        var isKept = true;
        foreach (var measured in ServerCase.All)
        {
            foreach (var operation in new[] { "put", "get" })
            {
                var (our, their) = (ours.Seconds(operation, measured), theirs.Seconds(operation, measured));
                var ratio = our.Median / their.Median;
                isKept &= ratio < 1;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {operation} {measured.Name} | {Show(our)} | {Show(their)} | {ratio:F2} |"));
            }
        }

        Console.WriteLine(isKept ? "The embedded S3 is faster in all cases." : "The embedded S3 is SLOWER in a case.");
        return isKept ? 0 : 1;
    }

    private static string Show(Report.Spread seconds)
    {
        return $"{Milliseconds(seconds.Median)} ({Milliseconds(seconds.Min)}–{Milliseconds(seconds.Max)})";

        static string Milliseconds(double value) =>
            (value * 1000).ToString(value < 0.1 ? "F2" : "F0", CultureInfo.InvariantCulture);
    }
}
