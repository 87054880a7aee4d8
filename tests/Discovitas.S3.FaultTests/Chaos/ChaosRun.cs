using System.Collections.Concurrent;
using Amazon.S3;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.FaultTests.Chaos;

/// <summary>
/// Uploads of random sizes and kinds to one store with random faults, several at once over one client, each looked
/// after on its own: the store must hold exactly what was said.
/// </summary>
/// <param name="seed">What the random numbers of each upload derive from.</param>
/// <param name="atOnce">How many uploads there are at a time.</param>
internal sealed class ChaosRun(int seed, int atOnce = ChaosRun.AtOnce) : IAsyncDisposable
{
    internal const int AtOnce = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, ChaosUpload> _uploads = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly S3Settings _settings = new();
    private LocalS3Server? _server;
    private StoreInspector? _inspector;
    private IAmazonS3? _client;

    internal ChaosCounts Counts { get; } = new();

    /// <summary>The uploads of which something else is there than was said, with all that happened to them.</summary>
    internal IReadOnlyCollection<string> Violations => _violations;

    /// <summary>Uploads until there are so many, or until cancelled.</summary>
    /// <param name="first">The number of the first one: each has its own random numbers, so that it can be repeated
    /// alone.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends it after the uploads that are under way.</param>
    internal async Task UploadAsync(int first, int count, CancellationToken cancellationToken = default)
    {
        _server = await LocalS3Server.StartAsync(cancellationToken: CancellationToken.None);
        _inspector = new StoreInspector(_server);
        OurUpload.Point(_settings, _server);
        _client = S3Client.Create(_settings);
        _server.Faults = FaultFor;
        try
        {
            var options = new ParallelOptions
            {
                MaxDegreeOfParallelism = atOnce,
                CancellationToken = cancellationToken,
            };
            await Parallel.ForEachAsync(
                Enumerable.Range(first, count), options, async (number, _) => await UploadOneAsync(number));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The time is up; those under way have ended.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _inspector?.Dispose();
        _client?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private async Task UploadOneAsync(int number)
    {
        var folder = $"n{number}";
        var run = _uploads[folder] = new ChaosUpload(new Random(unchecked((seed * 1_000_003) + number)));
        var upload = Task.Run(() => Service(run).StoreAsync(OurUpload.Request(run.Source) with { Folder = folder }));
        var hasEnded = await Task.WhenAny(upload, Task.Delay(Patience)) == upload;
        _uploads.TryRemove(folder, out _);
        var seen = new Observation(run.Source)
        {
            Failure = upload.Exception?.InnerException,
            HasEnded = hasEnded,
            Holdings = await Holdings.ReadAsync(_inspector!, $"uploads/{folder}/"),
            Requests = run.Requests,
            Messages = run.Messages.Entries,
        };
        Note(seen, number);
        await _inspector!.EmptyAsync($"uploads/{folder}/");
    }

    private void Note(Observation seen, int number)
    {
        var judgement = Judge.Assess(seen, isOurs: true, mustSucceed: false);
        Counts.Add(seen.Succeeded, judgement.IsOpen);
        if (judgement.Violations != Violation.None)
        {
            _violations.Enqueue(
                $"{judgement.Violations}: --seed {seed} --first {number} --uploads 1, "
                + $"{seen.Source.Payload.Bytes.Length} bytes as {seen.Source.Kind}; {seen}");
        }
    }

    // One client for all, as in an app; a clock and a log for each, since a wait that one skips is not another's.
    private S3Service Service(ChaosUpload run) => new(
        _client!,
        Options.Create(_settings),
        LoggerFactory.Create(logging => logging.AddProvider(run.Messages)).CreateLogger<S3Service>(),
        run.Time);

    // What has no key belongs to no upload, and what comes after it has ended is the inspector's.
    private S3Fault? FaultFor(S3Call call) =>
        call.Key?.Split('/') is ["uploads", var folder, ..] && _uploads.TryGetValue(folder, out var run)
            ? run.FaultFor(call)
            : null;
}
