using System.Net.Http.Headers;

namespace Discovitas.S3.Benchmarks.Forms;

/// <summary>Sends forms to one route of the app and watches the app meanwhile.</summary>
internal sealed class FormSender : IDisposable
{
    // Code and connections come with the first upload in parts, whatever its size; what it holds of this is no growth.
    private const long WarmSize = 9 * FormPlan.MiB;

    private static readonly TimeSpan SampleTime = TimeSpan.FromMilliseconds(10);

    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly List<FormRun> _runs = [];
    private readonly FormServerProcess _app;
    private long _memory;

    private FormSender(string route, FormServerProcess app)
    {
        Route = route;
        _app = app;
    }

    internal string Route { get; }

    internal IReadOnlyList<FormRun> Runs => _runs;

    internal static async Task<FormSender> StartAsync(string route, string storeUrl)
    {
        var sender = new FormSender(route, await FormServerProcess.StartAsync(storeUrl));
        await sender.PostAsync(WarmSize);
        sender._memory = sender._app.Memory - WarmSize;
        return sender;
    }

    internal async Task<FormRun> RunAsync()
    {
        var (memory, temporary) = (0L, 0L);
        using var stop = new CancellationTokenSource();
        var watching = Task.Run(() =>
        {
            do
            {
                memory = Math.Max(memory, _app.Memory);
                temporary = Math.Max(temporary, _app.TemporaryBytes);
            }
            while (!stop.Token.WaitHandle.WaitOne(SampleTime));
        });
        var clock = Stopwatch.StartNew();
        await PostAsync(FormPlan.Size);
        clock.Stop();
        await stop.CancelAsync();
        await watching;
        var run = new FormRun(clock.Elapsed.TotalSeconds, memory - _memory, temporary);
        _runs.Add(run);
        return run;
    }

    public void Dispose()
    {
        _http.Dispose();
        _app.Dispose();
    }

    private async Task PostAsync(long size)
    {
        using var file = new GeneratedContent(size);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { file, "file", "large.bin" } };
        using var answer = await _http.PostAsync(new Uri(_app.Url, Route), form);
        answer.EnsureSuccessStatusCode();
    }
}
