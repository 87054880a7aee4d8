using Discovitas.S3.Housekeeping;
using Discovitas.S3.Local;
using EmptyObjects = Discovitas.S3.Writing.EmptyObjects;

namespace Discovitas.S3.Tests.Housekeeping;

/// <summary>One process at a time cleans a bucket in the background.</summary>
public sealed class HousekeepingTurnTests : IAsyncLifetime
{
    private const string Turn = "pending/turns/00000000-0000-4000-8000-000000000011.";

    private readonly FakeLogger<S3Service> _log = new();
    private WireStore _store = null!;

    public async Task InitializeAsync() => _store = await WireStore.StartAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Alone_ARoundCleans_AndLeavesNothing()
    {
        await RunAsync();

        _store.Calls.Should().Contain(S3Operation.ListMultipartUploads);
        (await _store.LeftAsync()).Should().BeEmpty();
        _log.Collector.GetSnapshot().Should().OnlyContain(entry => entry.Level == LogLevel.Information);
    }

    [Fact]
    public async Task WhileAnotherProcessCleans_ARoundDoesNot()
    {
        var other = $"{Turn}{Guid.NewGuid():D}";
        await new EmptyObjects(_store.Caller()).StoreAsync(other);

        await RunAsync();

        _store.Calls.Should().NotContain(S3Operation.ListMultipartUploads);
        (await _store.LeftAsync()).Should().Equal(other);
        _log.Collector.GetSnapshot().Should().ContainSingle(
            entry => entry.Level == LogLevel.Debug && entry.Message.Contains("another process"));
    }

    [Theory]
    [InlineData(S3Operation.ListMultipartUploads)]
    [InlineData(S3Operation.ListObjectsV2)]
    public async Task AStepThatFails_DoesNotStopTheOthers(S3Operation failing)
    {
        _store.OnCall = call => call.Operation == failing
            ? S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied")
            : null;

        await RunAsync();

        _log.Collector.GetSnapshot().Should().Contain(entry => entry.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task AProcessThatHasLostItsTurn_DeletesNothingMore()
    {
        var bucket = new BucketMock();
        bucket.AddFile("pending/", hours: 99);
        bucket.UnfinishedUploads.Add(new MultipartUpload
        {
            Key = StoreMock.Key,
            UploadId = "1",
            Initiated = BucketMock.Now.AddDays(-9).UtcDateTime,
        });
        var day = TimeSpan.FromDays(1);

        var pending = await bucket.Housekeeping.CleanPendingAsync(day, new(), Never, CancellationToken.None);
        var uploads = await bucket.Housekeeping.AbortUploadsAsync(day, new(), Never, CancellationToken.None);

        (pending.Found, pending.Deleted, uploads.Found, uploads.Deleted).Should().Be((1, 0, 1, 0));
        bucket.Keys.Should().ContainSingle();
        bucket.UnfinishedUploads.Should().ContainSingle();
    }

    private static Task<bool> Never() => Task.FromResult(false);

    private async Task RunAsync()
    {
        var housekeeping = _store.Service(logger: _log).Housekeeping;
        var options = new HousekeepingOptions { Measure = false };
        using var gauges = new StorageGauges(housekeeping.Context.Caller.Context, options);
        await new HousekeepingRound(housekeeping, options, gauges).RunAsync(CancellationToken.None);
    }
}
