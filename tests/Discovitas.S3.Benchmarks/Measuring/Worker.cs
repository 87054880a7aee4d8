using System.Text.Json;

namespace Discovitas.S3.Benchmarks.Measuring;

/// <summary>
/// The process of one client: it uploads as often as standard input says, and says on standard output what that took.
/// </summary>
internal sealed class Worker(Job job) : IDisposable
{
    private const int UploadsBeforeIdle = 5;
    private const long SizeBeforeIdle = 1024;
    private const long MostBeforeRun = 64 * 1024 * 1024;

    private readonly IUploader _uploader = Uploaders.Create(job.Client, job.Target);
    private readonly Content _content = new(job.Folder, job.Size);
    private readonly Content _before = new(job.Folder, Math.Min(job.Size, MostBeforeRun));
    private long? _idleMemory;

    internal static async Task<int> RunAsync(string job)
    {
        using var worker = new Worker(JsonSerializer.Deserialize(job, Messages.Default.Job)!);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            var run = await worker.TryAsync(words[0] == "warm", int.Parse(words[1], CultureInfo.InvariantCulture));
            Console.WriteLine(JsonSerializer.Serialize(run, Messages.Default.Run));
        }

        return 0;
    }

    /// <summary>The sizes of the files that a worker takes.</summary>
    internal static IEnumerable<long> FileSizes(long size) => [SizeBeforeIdle, Math.Min(size, MostBeforeRun), size];

    public void Dispose() => _uploader.Dispose();

    private async Task<Run> TryAsync(bool isWarmUp, int count)
    {
        try
        {
            if (isWarmUp)
            {
                return await WarmUpAsync(TimeSpan.FromMilliseconds(count));
            }

            // While the others had their turn, idle connections were closed and pooled memory was given back.
            GC.Collect();
            await Task.WhenAll(Enumerable.Range(0, job.Concurrency).Select(_ => _uploader.UploadAsync(_before)));
            return await MeasureAsync(count);
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync($"{job.Client}: {failure}");
            return Run.Failed(failure);
        }
    }

    // Code, a connection and the content, if it is held in memory at all, are there before memory is compared.
    private async Task<Run> WarmUpAsync(TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        if (Uploaders.NeedBytes(job.Client))
        {
            _ = (_content.Bytes, _before.Bytes);
        }

        var little = new Content(job.Folder, SizeBeforeIdle);
        for (var i = 0; i < UploadsBeforeIdle; i++)
        {
            await _uploader.UploadAsync(little);
        }

        GC.Collect();
        _idleMemory = PeakMemory.Now();
        var run = await MeasureAsync(job.Concurrency);
        while (clock.Elapsed < time)
        {
            run = await MeasureAsync(job.Size < UploadCase.SmallSize ? job.Concurrency * 16 : job.Concurrency);
        }

        return run;
    }

    private async Task<Run> MeasureAsync(int count)
    {
        var latencies = new double[count];
        var next = -1;
        PeakMemory.Reset();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, job.Concurrency).Select(_ => Task.Run(UploadSomeAsync)));
        clock.Stop();
        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        Array.Sort(latencies);
        return new Run(
            null,
            count,
            clock.Elapsed.TotalSeconds,
            cpu.TotalSeconds,
            allocated,
            PeakMemory.Read() - _idleMemory,
            latencies[(count - 1) / 2],
            latencies[(int)Math.Ceiling(count * 0.99) - 1]);

        async Task UploadSomeAsync()
        {
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
            {
                var start = Stopwatch.GetTimestamp();
                await _uploader.UploadAsync(_content);
                latencies[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        }
    }
}
