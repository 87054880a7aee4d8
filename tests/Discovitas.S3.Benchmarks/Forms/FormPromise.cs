using Discovitas.S3.Benchmarks.Report;
using Discovitas.S3.Benchmarks.Sink;

namespace Discovitas.S3.Benchmarks.Forms;

/// <summary>
/// The promise: a form of 1 GiB goes through the app with at most part size × parallelism and 32 MiB of memory, and no
/// temporary file. Beside it, in alternation, an endpoint with <c>IFormFile</c> and the SDK's defaults.
/// </summary>
internal static class FormPromise
{
    private const int DefaultRounds = 3;
    private const long Allowance = 32 * FormPlan.MiB;

    internal static Task<int>? Parse(ReadOnlySpan<string> arguments) => arguments switch
    {
        [] => RunAsync(DefaultRounds),
        ["--rounds", var number] when int.TryParse(
            number, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds)
            && rounds > 0 =>
            RunAsync(rounds),
        _ => null,
    };

    private static async Task<int> RunAsync(int rounds)
    {
        var settings = new S3Settings();
        var promise = (settings.PartSize * settings.MaxParallelism) + Allowance;
        var certificateFile = Path.GetTempFileName();
        using var sink = await SinkProcess.StartAsync(certificateFile);
        using var streamed = await FormSender.StartAsync(FormPlan.Streamed, sink.HttpUrl);
        using var buffered = await FormSender.StartAsync(FormPlan.Buffered, sink.HttpUrl);
        File.Delete(certificateFile);
        for (var round = 1; round <= rounds; round++)
        {
            FormSender[] order = round % 2 == 1 ? [streamed, buffered] : [buffered, streamed];
            foreach (var sender in order)
            {
                var run = await sender.RunAsync();
                await Console.Error.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"round {round} of {rounds}, {sender.Route}: {run.Seconds:F2} s"));
            }
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture, $"A form of 1 GiB, {rounds} rounds in alternation, medians (min–max):"));
        Print("MapS3Uploads", streamed);
        Print("IFormFile and PutObjectAsync", buffered);
        var (ours, theirs) = (Seconds(streamed).Median, Seconds(buffered).Median);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Time, ours to theirs: {ours / theirs:F2}. "
            + $"Promised: at most +{promise / FormPlan.MiB} MiB, no temporary file."));
        return streamed.Runs.All(run => run.MemoryGrowth <= promise && run.TemporaryBytes == 0) ? 0 : 1;
    }

    private static void Print(string name, FormSender sender)
    {
        var seconds = Seconds(sender);
        var speed = Spread.From(sender.Runs.Select(run => run.MiBPerSecond));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name}: {seconds.Median:F2} s ({seconds.Min:F2}–{seconds.Max:F2}), {speed.Median:F0} MiB/s, "
            + $"peak memory +{sender.Runs.Max(run => run.MemoryGrowth) / FormPlan.MiB} MiB, "
            + $"temporary files {sender.Runs.Max(run => run.TemporaryBytes) / FormPlan.MiB} MiB"));
    }

    private static Spread Seconds(FormSender sender) => Spread.From(sender.Runs.Select(run => run.Seconds));
}
