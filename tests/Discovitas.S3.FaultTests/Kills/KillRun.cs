namespace Discovitas.S3.FaultTests.Kills;

/// <summary>
/// Writers put, copy, upload in parts and delete while the server is killed again and again; after each kill a new
/// server on the folder must have what the old one acknowledged.
/// </summary>
internal static class KillRun
{
    private const string Bucket = "local";
    private const int Writers = 4;
    private const int MaxWrites = 60;

    internal static async Task<KillCounts> RunAsync(int kills, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("s3-kills-");
        try
        {
            var counts = new KillCounts();
            var random = new Random(seed);
            KillWriter[] writers =
            [
                .. Enumerable.Range(0, Writers).Select(number => new KillWriter(seed, number, Bucket)),
            ];
            var check = new KillCheck(folder.FullName, Bucket, counts);
            for (; counts.Kills < kills; counts.Kills++)
            {
                await KillAsync(folder.FullName, writers, counts, counts.Acknowledged + random.Next(1, MaxWrites));
                using var server = await KilledServer.StartAsync(folder.FullName);
                check.CountStaged();
                await check.RunAsync(server.S3, [.. writers.SelectMany(writer => writer.Keys)]);
            }

            return counts;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task KillAsync(string folder, KillWriter[] writers, KillCounts counts, int after)
    {
        using var server = await KilledServer.StartAsync(folder);
        await Task.WhenAll(writers.Select(writer => Task.Run(() => writer.WriteAsync(server, counts, count =>
        {
            if (count == after)
            {
                server.Kill();
            }
        }))));
    }
}
