using System.Diagnostics;
using System.Globalization;

namespace Discovitas.S3.Tests.Fuzz;

/// <summary>
/// Asks one property of many generated cases, one after the other from one seed, and prints how many there were, the
/// seed and the violations. An ordinary run takes a few thousand of each property. A long one, here 30 seconds of
/// each, on one core:
/// <code>
/// CsCheck_Time=30 dotnet test tests/Discovitas.S3.Tests --filter "FullyQualifiedName~.Fuzz." --logger
/// "console;verbosity=detailed" -- xUnit.MaxParallelThreads=1 </code> CsCheck's own variables hold: <c>CsCheck_Time</c>
/// in seconds, or <c>CsCheck_Iter</c> in cases, of each property; <c>CsCheck_Seed</c> to begin where a run began, or
/// with the case that a violation names.
/// </summary>
internal sealed class FuzzRun(ITestOutputHelper output)
{
    private const int DefaultCount = 2_000;
    private const int ShrinkingSeconds = 5;

    internal void Holds<T>(Gen<T> cases, Func<T, bool> property, int count = DefaultCount)
    {
        // CsCheck's Sample goes on from its seed by chance, and in threads: a whole run could not be repeated.
        var random = Check.Seed is { } told ? PCG.Parse(told) : new PCG(stream: 0, (ulong)Random.Shared.NextInt64());
        var seed = random.ToString();
        var limit = Environment.GetEnvironmentVariable("CsCheck_Iter") is null ? count : Check.Iter;
        var clock = Stopwatch.StartNew();
        long done = 0;
        for (; Check.Time > 0 ? clock.Elapsed.TotalSeconds < Check.Time : done < limit; done++)
        {
            var state = random.State;
            var given = cases.Generate(random, null, out _);
            if (Violation(property, given) is { } violation)
            {
                Print(done + 1, seed, violations: 1);
                Fail(cases, property, random.ToString(state), $"{violation}: {LogSafe(given)}");
            }
        }

        Print(done, seed, violations: 0);
    }

    internal void Holds<T1, T2>(Gen<(T1, T2)> cases, Func<T1, T2, bool> property, int count = DefaultCount) =>
        Holds(cases, given => property(given.Item1, given.Item2), count);

    internal void Holds<T1, T2, T3>(
        Gen<(T1, T2, T3)> cases, Func<T1, T2, T3, bool> property, int count = DefaultCount) =>
        Holds(cases, given => property(given.Item1, given.Item2, given.Item3), count);

    private static string? Violation<T>(Func<T, bool> property, T given)
    {
        try
        {
            return property(given) ? null : "The property does not hold";
        }
        catch (Exception exception)
        {
            return Escaped(exception.ToString());
        }
    }

    // CsCheck looks for a smaller case.
    private static void Fail<T>(Gen<T> cases, Func<T, bool> property, string seed, string violation)
    {
        var smaller = Record.Exception(() => cases.Sample(
            given => Violation(property, given) is null,
            seed: seed,
            time: ShrinkingSeconds,
            threads: 1,
            print: LogSafe));
        Assert.Fail($"To reproduce: CsCheck_Seed={seed}\n{violation}\n{smaller?.Message}");
    }

    private void Print(long count, string seed, int violations) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"fuzz: {count:N0} cases, seed {seed}, {violations} violations"));

    private static string LogSafe<T>(T given) => Escaped(Check.Print(given));

    // No report can print control characters or half of a surrogate pair.
    private static string Escaped(string text) => string.Concat(text.Select(Escaped));

    private static string Escaped(char c) => c is (>= ' ' and <= '~') or '\n'
        ? c.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
}
