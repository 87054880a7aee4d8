namespace Discovitas.S3.ClientTests.Commands;

/// <summary>Compares what clients get from the embedded S3 and from Ceph.</summary>
internal static class CompareCommand
{
    internal static async Task<int> RunAsync(string[] args)
    {
        var names = args.Where(arg => arg != "--files").ToList();
        var total = 0;
        foreach (var client in ForeignClient.All.Where(client => names.Count == 0 || names.Contains(client.Name)))
        {
            if (client.Missing is not null)
            {
                Console.WriteLine($"{client.Name}: {client.Missing}");
                continue;
            }

            var answers = args.Contains("--files")
                ? [await ReadAsync(client, StoreKind.Local), await ReadAsync(client, StoreKind.Ceph)]
                : await Task.WhenAll(client.AskAsync(StoreKind.Local), client.AskAsync(StoreKind.Ceph));
            var unknown = KnownDifferences.Unknown(answers[0], answers[1]);
            unknown.ToList().ForEach(line => Console.WriteLine($"{client.Name}: {line}"));
            total += unknown.Count;
        }

        Console.WriteLine($"{total} differences that are not listed");
        return total == 0 ? 0 : 1;
    }

    private static async Task<Answers> ReadAsync(ForeignClient client, StoreKind store) =>
        Answers.Parse(await File.ReadAllTextAsync(client.PathOf(store)));
}
