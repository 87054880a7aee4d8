using Discovitas.S3.Housekeeping;

namespace Discovitas.S3.Tests.Housekeeping;

/// <summary>The rounds of the background: how far apart they are, and what a failure costs.</summary>
public sealed class HousekeepingLoopTests : IDisposable
{
    private const string Bucket = "b";

    private readonly BucketMock _bucket = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TimeSpan> _pauses = [];
    private readonly Diagnostics.RecordedMetric<long> _files = new("discovitas.s3.storage.files", Bucket);
    private readonly Diagnostics.RecordedMetric<long> _bytes = new("discovitas.s3.storage.bytes", Bucket);
    private readonly HousekeepingOptions _options = new() { DeletePendingAfter = null, AbortUploadsAfter = null };

    public void Dispose()
    {
        _stop.Dispose();
        _files.Dispose();
        _bytes.Dispose();
    }

    [Fact]
    public async Task Rounds_AreAnIntervalApart_WithJitter()
    {
        var measured = 0;
        _options.OnMeasured = (_, _) =>
        {
            measured++;
            return ValueTask.CompletedTask;
        };

        await RunAsync(rounds: 200);

        measured.Should().Be(200);
        _pauses[0].Should().BeGreaterThanOrEqualTo(TimeSpan.Zero).And.BeLessThanOrEqualTo(TimeSpan.FromMinutes(6));
        _pauses.Skip(1).Should().AllSatisfy(pause => pause.TotalMinutes.Should().BeInRange(54, 66));
        _pauses.Distinct().Should().HaveCountGreaterThan(100);
    }

    [Fact]
    public async Task AMeasurement_IsObserved_ByTheLargestFolders_UntilTheEnd()
    {
        _bucket.AddFile("uploads/", size: 1);
        _bucket.AddFile("uploads/a/", size: 10);
        _bucket.AddFile("uploads/b/c/", size: 100);
        _bucket.AddFile("uploads/b/", size: 100);
        _bucket.AddFile("uploads/d/", size: 5);
        (_options.MaxMeasuredFolders, _options.Depth) = (2, 3);
        var observed = new List<string>();

        await RunAsync(rounds: 1, onPause: () => observed.Add($"{Observe(_files)}; {Observe(_bytes)}"));

        observed.Should().Equal("; ", "(other)=2, a=1, b=2; (other)=6, a=10, b=200");
        Observe(_files).Should().BeEmpty();
        (_files.Kind, _files.Unit, _bytes.Unit).Should().Be(("ObservableGauge`1", "{file}", "By"));
    }

    [Fact]
    public async Task AFailingRound_IsLogged_HasNoValue_AndTheNextSucceeds()
    {
        var failures = 0;
        _options.OnMeasured = (_, _) => ++failures == 2 ? throw new TimeoutException("the app's own") : default;
        var observed = new List<string>();
        var lists = _bucket.Mock.SetupSequence(
            s3 => s3.ListObjectsV2Async(It.IsAny<ListObjectsV2Request>(), It.IsAny<CancellationToken>()));
        var page = FromStore(new ListObjectsV2Response { S3Objects = [new S3Object { Key = Key, Size = 7 }] });
        var none = FromStore(new ListObjectsV2Response());
        lists.ReturnsAsync(page).ReturnsAsync(none)
            .ThrowsAsync(Error(HttpStatusCode.Forbidden, "AccessDenied"))
            .ReturnsAsync(page).ReturnsAsync(none)
            .ReturnsAsync(page).ReturnsAsync(none);

        await RunAsync(rounds: 4, onPause: () => observed.Add(Observe(_files)));

        observed.Should().Equal("", "(other)=1", "", "(other)=1", "(other)=1");
        _bucket.Log.Collector.GetSnapshot().Where(entry => entry.Level == LogLevel.Warning)
            .Select(entry => entry.Message).Should().HaveCount(2).And.OnlyContain(
                message => message.Contains("failed while measuring", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1L, null, true)]
    [InlineData(2L, null, false)]
    [InlineData(null, 19L, true)]
    [InlineData(null, 20L, false)]
    public async Task AThreshold_WarnsOnce_UntilTheFilesWereBelowIt(long? files, long? bytes, bool warns)
    {
        (_options.WarnAboveFiles, _options.WarnAboveBytes) = (files, bytes);
        var first = _bucket.AddFile("uploads/", size: 10);
        _bucket.AddFile("uploads/", size: 10);
        var round = 0;

        await RunAsync(rounds: 5, onPause: () =>
        {
            switch (++round)
            {
                case 3:
                    _bucket.Remove(first);
                    break;
                case 4:
                    _bucket.Add(first, size: 10);
                    break;
            }
        });

        _bucket.Log.Collector.GetSnapshot().Count(entry => entry.Level == LogLevel.Warning).Should().Be(warns ? 2 : 0);
    }

    [Fact]
    public async Task WrongOptions_AreNamed()
    {
        var options = new HousekeepingOptions
        {
            Interval = TimeSpan.FromSeconds(59),
            Folder = "/",
            Depth = 0,
            MaxMeasuredFolders = 1001,
            WarnAboveFiles = 0,
            WarnAboveBytes = -1,
            DeletePendingAfter = TimeSpan.FromMinutes(59),
            AbortUploadsAfter = TimeSpan.Zero,
            MaxDeletions = 0,
        };

        var failure = await _bucket.Housekeeping.Invoking(h => h.RunAsync(options))
            .Should().ThrowAsync<ArgumentException>();

        foreach (var name in options.GetType().GetProperties().Select(property => property.Name)
            .Except(["Measure", "OnMeasured"]))
        {
            failure.Which.Message.Should().Contain($"HousekeepingOptions.{name} is ");
        }
    }

    [Fact]
    public async Task RunAsync_EndsWithItsToken()
    {
        await _stop.CancelAsync();

        await _bucket.Housekeeping.Invoking(h => h.RunAsync(null, _stop.Token))
            .Should().ThrowAsync<OperationCanceledException>();
    }

    private static string Observe(Diagnostics.RecordedMetric<long> metric) => metric.Observe("discovitas.s3.folder");

    // The pauses take no time; the one after the last round ends the loop.
    private async Task RunAsync(int rounds, Action? onPause = null)
    {
        var loop = new HousekeepingLoop(_bucket.Housekeeping, _options)
        {
            WaitAsync = (pause, token) =>
            {
                onPause?.Invoke();
                _pauses.Add(pause);
                if (_pauses.Count > rounds)
                {
                    _stop.Cancel();
                }

                token.ThrowIfCancellationRequested();
                return Task.CompletedTask;
            },
        };

        await loop.Invoking(one => one.RunAsync(_stop.Token)).Should().ThrowAsync<OperationCanceledException>();
    }
}
