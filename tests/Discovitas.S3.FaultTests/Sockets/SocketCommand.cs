using System.Diagnostics;
using System.Globalization;

namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>Runs the fixed cases on every store and client, then random ones, and prints what is wrong.</summary>
internal static class SocketCommand
{
    private const int AtOnce = 8;

    private static readonly bool[] Schemes = [false, true];

    internal static async Task<int> RunAsync(CommandLine options)
    {
        var clock = Stopwatch.StartNew();
        var seed = options.Number("seed", 1);
        var sample = options.Number("sample", 2000);
        var isFixed = options.Text("fixed") is not "no";
        var fixedOnes = isFixed ? await RunFixedAsync() : [];
        var randomOnes = await RunRandomAsync(seed, sample);
        foreach (var violation in fixedOnes.Concat(randomOnes).Where(found => found.Length > 0))
        {
            Console.WriteLine(violation);
        }

        var broken = fixedOnes.Concat(randomOnes).Count(found => found.Length > 0);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{fixedOnes.Count} fixed and {randomOnes.Count} random uploads, seed {seed}, " +
            $"{clock.Elapsed.TotalMinutes:F1} minutes: {broken} violations"));
        return broken == 0 ? 0 : 1;
    }

    /// <summary>Runs random cases; those of a seed follow each other.</summary>
    internal static Task<IReadOnlyList<string>> RunRandomAsync(int seed, int sample) =>
        RunAsync(Enumerable.Range(seed * 1_000_000, sample).Select<int, Func<Task<string>>>(
            number => () => new RandomCase(number).RunAsync()));

    private static Task<IReadOnlyList<string>> RunFixedAsync() => RunAsync(
        from found in FixedCase.All
        from client in Enum.GetValues<SocketClient>()
        from habits in found.NeedsEcho ? SocketRun.Habits.Take(1) : SocketRun.Habits
        from isSecure in Schemes
        select (Func<Task<string>>)(() => SocketRun.RunAsync(found, client, habits, isSecure)));

    private static async Task<IReadOnlyList<string>> RunAsync(IEnumerable<Func<Task<string>>> runs)
    {
        using var places = new SemaphoreSlim(AtOnce);
        return await Task.WhenAll(runs.ToList().Select(async run =>
        {
            await places.WaitAsync();
            try
            {
                return await run();
            }
            finally
            {
                places.Release();
            }
        }));
    }
}
