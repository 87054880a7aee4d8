using Discovitas.S3.TestSupport.Streams;

namespace Discovitas.S3.ContractTests;

/// <summary>
/// Nothing is left in the bucket after an upload that was rejected, failed or cancelled: no object, no multipart
/// upload.
/// </summary>
public sealed class FailureContract
{
    private const int Size = 3 * PartSize;
    private const int Steps = 16;

    [EveryStore]
    public async Task AStreamOverTheLimit_LeavesNothing(StoreKind kind)
    {
        foreach (var limit in new[] { 10, PartSize, PartSize + 1, Size - 1 })
        {
            await using var store = await OpenAsync(kind, settings => settings.MaxFileSize = limit);
            var request = store.Request(new UnseekableStream(Bytes(Size)));

            await store.Service.Invoking(s => s.StoreAsync(request)).Should().ThrowAsync<UploadRejectedException>();

            (await store.LeftAsync()).Should().BeEmpty();
        }
    }

    [EveryStore]
    public async Task AStreamThatBreaks_LeavesNothing(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        for (var step = 0; step < Steps; step++)
        {
            var request = store.Request(SourceThat(step, () => throw new IOException("the source broke")));

            await store.Service.Invoking(s => s.StoreAsync(request)).Should().ThrowAsync<IOException>();
        }

        (await store.LeftAsync()).Should().BeEmpty();
    }

    [EveryStore]
    public async Task AnUploadCancelledAtAnyPoint_IsThereWhole_OrNotAtAll(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        foreach (var size in new[] { 300_000, Size })
        {
            for (var step = 0; step < Steps; step++)
            {
                using var cancellation = new CancellationTokenSource();
                var progress = new Cancelling(cancellation, size / Steps * step);
                var request = store.Request(Bytes(size)) with { Progress = progress };

                try
                {
                    var file = await store.Service.StoreAsync(request, cancellation.Token);

                    SameBytes(await store.ReadAsync(file.Key), Bytes(size));
                    await store.Service.DeleteAsync(file.Key);
                }
                catch (OperationCanceledException)
                {
                    // Then it must have left nothing, which is looked at below.
                }
            }
        }

        (await store.LeftAsync()).Should().BeEmpty();
    }

    [EveryStore]
    public async Task AnUploadCancelledByTheSource_LeavesNothing(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        for (var step = 0; step < Steps; step++)
        {
            using var cancellation = new CancellationTokenSource();
            var request = store.Request(SourceThat(step, cancellation.Cancel));

            await store.Service.Invoking(s => s.StoreAsync(request, cancellation.Token))
                .Should().ThrowAsync<OperationCanceledException>();
        }

        (await store.LeftAsync()).Should().BeEmpty();
    }

    [EveryStore]
    public async Task AWrongSecret_FailsEitherKindOfWrite(StoreKind kind)
    {
        await using var right = await OpenAsync(kind);
        await using var wrong = right.Misconfigured(settings => settings.SecretAccessKey = "wrong");

        await ShouldFailAsync(wrong, right.Folder, "SignatureDoesNotMatch", "SecretAccessKey");

        (await right.LeftAsync()).Should().BeEmpty();
    }

    [EveryStore]
    public async Task AMissingBucket_FailsEitherKindOfWrite(StoreKind kind)
    {
        await using var right = await OpenAsync(kind);
        await using var wrong = right.Misconfigured(settings => settings.Bucket = $"missing-{Guid.NewGuid():N}");

        await ShouldFailAsync(wrong, right.Folder, "NoSuchBucket", "Bucket");
    }

    private static UnseekableStream SourceThat(int step, Action act) => new(Bytes(Size))
    {
        OnRead = position =>
        {
            if (position >= Size / Steps * step)
            {
                act();
            }
        },
    };

    private static async Task ShouldFailAsync(Store store, string folder, string code, string setting)
    {
        foreach (var size in new[] { 10, Size })
        {
            var request = store.Request(Bytes(size)) with { Folder = folder };

            var failure = await store.Service.Invoking(s => s.StoreAsync(request))
                .Should().ThrowAsync<S3StoreException>();

            failure.Which.ErrorCode.Should().Be(code);
            failure.Which.Message.Should().Contain(setting);
        }
    }

    private sealed class Cancelling(CancellationTokenSource cancellation, long at) : IProgress<UploadProgress>
    {
        public void Report(UploadProgress value)
        {
            if (value.BytesSent >= at)
            {
                cancellation.Cancel();
            }
        }
    }
}
