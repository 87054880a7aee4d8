using System.Globalization;
using System.Text.RegularExpressions;
using Discovitas.S3.ClientTests.Differential;

namespace Discovitas.S3.ClientTests.Commands;

/// <summary>Random sequences of calls on the embedded S3 and on Ceph.</summary>
internal static partial class DifferentialCommand
{
    // Short sequences, so that what leads to a difference can be read.
    private const int Length = 50;

    internal static async Task<int> RunAsync(string[] args)
    {
        var operations = Number(args, "--operations") ?? 10_000;
        var seed = Number(args, "--seed") ?? Random.Shared.Next(1_000_000);
        var kinds = new Dictionary<string, int>();
        Console.WriteLine($"{operations} operations in sequences of {Length}, seed {seed}");
        for (var sequence = 0; sequence * Length < operations; sequence++)
        {
            var calls = new CallGenerator(seed + sequence).Make(Length);
            foreach (var found in await Comparison.RunAsync(calls))
            {
                var kind = $"{found.Difference.Step} {Key().Replace(found.Difference.Member, "[]")}";
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                if (kinds[kind] == 1)
                {
                    var isShrunk = !args.Contains("--no-shrink");
                    var few = isShrunk ? await Comparison.ShrinkAsync(calls, found) : [found.Call];
                    Console.WriteLine($"seed {seed + sequence}: {found.Difference}\n{string.Join('\n', few)}\n");
                }
            }
        }

        kinds.ToList().ForEach(kind => Console.WriteLine($"{kind.Value} x {kind.Key}"));
        var total = kinds.Values.Sum();
        Console.WriteLine($"seed {seed}: {operations} operations, {total} differences that are not listed");
        return kinds.Count == 0 ? 0 : 1;
    }

    [GeneratedRegex(@"\[.*\]")]
    private static partial Regex Key();

    private static int? Number(string[] args, string name)
    {
        var index = Array.IndexOf(args, name);
        return index < 0 ? null : int.Parse(args[index + 1], CultureInfo.InvariantCulture);
    }
}
