using Discovitas.S3.Local;
using static Discovitas.S3.Local.S3Operation;

namespace Discovitas.S3.Tests.Variants;

/// <summary>A variant is stored beside a file that exists, and nothing remains if it does not.</summary>
public sealed class VariantStoringTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _caller = new();
    private WireStore _store = null!;
    private KeptFile _kept = null!;
    private S3Service _s3 = null!;
    private FileVariantRequest _thumb = null!;

    public async Task InitializeAsync()
    {
        _store = await WireStore.StartAsync();
        _s3 = _store.Extended(new S3Extensions { OnKept = [(file, _) => Task.FromResult(_kept = file)] });
        await _s3.StoreAsync(Request(new byte[1]));
        _thumb = new FileVariantRequest("thumb.webp", "image/webp", new ActingStream(1, DeleteFileAsync));
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _caller.Dispose();

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, "no-cache")]
    [InlineData(false, null)]
    [InlineData(false, "no-cache")]
    public async Task AVariant_WhoseFileIsDeletedMeanwhile_IsRemoved(bool isKept, string? cacheControl)
    {
        var failure = await StoringAsync(_thumb with { CacheControl = cacheControl }, isKept)
            .Should().ThrowAsync<S3StoreException>();

        (failure.Which.IsMissing, failure.Which.Key).Should().Be((true, _kept.File.Key));
        failure.Which.RemainingObjects.Should().BeEmpty();
        (await _store.LeftAsync()).Should().BeEmpty();
    }

    // The last moment at which a deletion could miss it: between its two requests.
    [Fact]
    public async Task AVariant_StoredBetweenTheRequestsOfADeletion_IsRemoved()
    {
        var request = _thumb with { Content = new byte[1], CacheControl = "no-cache" };
        Task<StoredFile>? storing = null;
        var deletions = 0;
        _store.OnCall = call =>
        {
            if (call.Operation is ListObjectsV2 or DeleteObject or DeleteObjects && ++deletions == 2)
            {
                storing = StoringAsync(request, isKept: true)();
                storing.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
            }

            return null;
        };

        await DeleteFileAsync();

        storing!.Exception!.InnerException.Should().BeOfType<S3StoreException>().Which.IsMissing.Should().BeTrue();
        _store.OnCall = _ => null;
        (await _store.LeftAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(true, new[] { PutObject, HeadObject, DeleteObject })]
    [InlineData(false, new[] { HeadObject })]
    public async Task AVariant_OfAFileThatIsMissing_IsNotStored(bool hasCacheControl, S3Operation[] calls)
    {
        await DeleteFileAsync();
        var before = _store.Calls.Count;
        var request = _thumb with { Content = new byte[1], CacheControl = hasCacheControl ? "no-cache" : null };

        (await StoringAsync(request, isKept: false).Should().ThrowAsync<S3StoreException>())
            .Which.IsMissing.Should().BeTrue();

        _store.Calls.Skip(before).Should().Equal(calls);
        (await _store.LeftAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task AVariant_WhoseFileCannotBeLookedFor_IsRemoved()
    {
        _store.OnCall = call => call.Operation is HeadObject
            ? S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied") : null;

        var failure = await StoringAsync(_thumb with { Content = new byte[1], CacheControl = "a" }, isKept: true)
            .Should().ThrowAsync<S3StoreException>();

        (failure.Which.IsMissing, failure.Which.StatusCode).Should().Be((false, HttpStatusCode.Forbidden));
        (await _store.LeftAsync()).Should().Equal(_kept.File.Key);
    }

    [Fact]
    public async Task AVariant_IsRemoved_IfTheCallerCancelsWhileTheFileIsLookedFor()
    {
        _store.OnCall = call =>
        {
            if (call.Operation is HeadObject)
            {
                _caller.Cancel();
            }

            return null;
        };

        await StoringAsync(_thumb with { Content = new byte[1], CacheControl = "no-cache" }, isKept: true)
            .Should().ThrowAsync<OperationCanceledException>();

        (await _store.LeftAsync()).Should().Equal(_kept.File.Key);
    }

    [Fact]
    public async Task AVariant_ThatCannotBeRemoved_IsNamed()
    {
        _store.OnCall = call => call.Operation is DeleteObject && call.Key!.EndsWith("webp", StringComparison.Ordinal)
            ? S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied") : null;

        var failure = await StoringAsync(_thumb, isKept: true).Should().ThrowAsync<S3StoreException>();

        failure.Which.RemainingObject.Should().EndWith("/thumb.webp");
        failure.Which.RemainingObjects.Should().Equal(failure.Which.RemainingObject);
        failure.Which.Message.Should().Contain($"The object {failure.Which.RemainingObject} may remain");
    }

    private Func<Task<StoredFile>> StoringAsync(FileVariantRequest request, bool isKept) => isKept
        ? () => _kept.StoreVariantAsync(request, _caller.Token)
        : () => _s3.StoreVariantAsync(_kept.File.Key, request, _caller.Token);

    private Task DeleteFileAsync() => _s3.DeleteAsync(_kept.File.Key);
}
