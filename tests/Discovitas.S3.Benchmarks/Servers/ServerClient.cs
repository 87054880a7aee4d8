using System.Net.Http.Headers;

namespace Discovitas.S3.Benchmarks.Servers;

/// <summary>
/// The same bare client for every server. Requests are signed with the SHA-256 of the body, as SDKs do over http. They
/// are signed before the clock starts.
/// </summary>
internal sealed class ServerClient(string name, Target target) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly RequestSigner _signer = new(target);
    private readonly byte[] _buffer = new byte[1024 * 1024];
    private readonly Dictionary<(string Operation, ServerCase Case), List<double>> _seconds = [];

    internal string Name => name;

    /// <summary>Returns the seconds per request of each round.</summary>
    internal Report.Spread Seconds(string operation, ServerCase measured) =>
        Report.Spread.From(_seconds[(operation, measured)]);

    internal async Task RunAsync(ServerCase measured, byte[] content, bool isWarmUp)
    {
        var puts = Requests(HttpMethod.Put, measured, content);
        await MeasureAsync(("put", measured), puts, isWarmUp);
        var gets = Requests(HttpMethod.Get, measured, []);
        await MeasureAsync(("get", measured), gets, isWarmUp);
    }

    public void Dispose() => _http.Dispose();

    private List<HttpRequestMessage> Requests(HttpMethod method, ServerCase measured, byte[] content) =>
    [
        .. Enumerable.Range(0, measured.Requests).Select(number =>
        {
            var request = new HttpRequestMessage(
                method, new Uri(target.Url, $"/{target.Bucket}/bench/{measured.Size}/{number}.bin"));
            if (method == HttpMethod.Put)
            {
                request.Content = new ReadOnlyMemoryContent(content);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue(Target.ContentType);
            }

            _signer.Sign(request, content);
            return request;
        }),
    ];

    private async Task MeasureAsync(
        (string Operation, ServerCase Case) key, List<HttpRequestMessage> requests, bool isWarmUp)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var request in requests)
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            var read = await ReadAsync(response);
            if (request.Method == HttpMethod.Get && read != key.Case.Size)
            {
                throw new InvalidOperationException($"{name} returned {read} bytes instead of {key.Case.Size}.");
            }
        }

        if (isWarmUp)
        {
            return;
        }

        var runs = _seconds.TryGetValue(key, out var found) ? found : _seconds[key] = [];
        runs.Add(Stopwatch.GetElapsedTime(start).TotalSeconds / requests.Count);
    }

    private async Task<long> ReadAsync(HttpResponseMessage response)
    {
        await using var body = await response.Content.ReadAsStreamAsync();
        var read = 0L;
        for (int count; (count = await body.ReadAsync(_buffer)) > 0;)
        {
            read += count;
        }

        return read;
    }
}
