using Discovitas.S3.ContractTests.Support;
using static Discovitas.S3.ContractTests.Support.Content;
using static Discovitas.S3.ContractTests.Support.Store;

namespace Discovitas.S3.ContractTests;

/// <summary>Nothing is left in the bucket after an upload that was refused, failed or cancelled: no object, no multipart upload.</summary>
public sealed class FailureContract
{
    private const int Size = 3 * PartSize;

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task AStreamOverTheLimit_LeavesNothing(string name)
    {
        foreach (var limit in new[] { 10, PartSize, PartSize + 1, Size - 1 })
        {
            await using var store = await OpenAsync(name, settings => settings.MaxFileSize = limit);

            await store.Service.Invoking(s => s.StoreAsync(store.Request(new SourceStream(Bytes(Size))))).Should().ThrowAsync<UploadRejectedException>();

            (await store.LeftAsync()).Should().BeEmpty();
        }
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task AStreamThatBreaks_LeavesNothing(string name)
    {
        await using var store = await OpenAsync(name);
        for (var sixteenth = 0; sixteenth < 16; sixteenth++)
        {
            var at = Size / 16 * sixteenth;
            var source = new SourceStream(Bytes(Size), position =>
            {
                if (position >= at)
                {
                    throw new IOException("the source broke");
                }
            });

            await store.Service.Invoking(s => s.StoreAsync(store.Request(source))).Should().ThrowAsync<IOException>();
        }

        (await store.LeftAsync()).Should().BeEmpty();
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task AnUploadCancelledAtAnyPoint_IsThereWhole_OrNotAtAll(string name)
    {
        await using var store = await OpenAsync(name);
        foreach (var size in new[] { 300_000, Size })
        {
            for (var at = 0; at < 16; at++)
            {
                using var cancellation = new CancellationTokenSource();
                var progress = new Cancelling(cancellation, size / 16 * at);
                var request = store.Request(Bytes(size)) with { Progress = progress };

                try
                {
                    var file = await store.Service.StoreAsync(request, cancellation.Token);

                    ShouldBeSame(await ReadAsync(await store.Service.OpenReadAsync(file.Key)), Bytes(size));
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

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task AnUploadCancelledByTheSource_LeavesNothing(string name)
    {
        await using var store = await OpenAsync(name);
        for (var sixteenth = 0; sixteenth < 16; sixteenth++)
        {
            using var cancellation = new CancellationTokenSource();
            var at = Size / 16 * sixteenth;
            var source = new SourceStream(Bytes(Size), position =>
            {
                if (position >= at)
                {
                    cancellation.Cancel();
                }
            });

            await store.Service.Invoking(s => s.StoreAsync(store.Request(source), cancellation.Token)).Should().ThrowAsync<OperationCanceledException>();
        }

        (await store.LeftAsync()).Should().BeEmpty();
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task AWrongSecret_IsRefused_ForEitherKindOfWrite(string name)
    {
        await using var right = await OpenAsync(name);
        await using var wrong = await OpenAsync(name, settings =>
        {
            settings.ServiceUrl = right.Settings.ServiceUrl;
            settings.SecretAccessKey = "wrong";
        }, prepare: false);
        foreach (var size in new[] { 10, Size })
        {
            var failure = await wrong.Service.Invoking(s => s.StoreAsync(right.Request(Bytes(size)))).Should().ThrowAsync<S3StoreException>();

            failure.Which.ErrorCode.Should().Be("SignatureDoesNotMatch");
            failure.Which.Message.Should().Contain("S3:SecretAccessKey");
        }

        (await right.LeftAsync()).Should().BeEmpty();
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task AMissingBucket_IsNamed(string name)
    {
        await using var right = await OpenAsync(name);
        await using var wrong = await OpenAsync(name, settings =>
        {
            settings.ServiceUrl = right.Settings.ServiceUrl;
            settings.Bucket = $"missing-{Guid.NewGuid():N}";
        }, prepare: false);
        foreach (var size in new[] { 10, Size })
        {
            var failure = await wrong.Service.Invoking(s => s.StoreAsync(right.Request(Bytes(size)))).Should().ThrowAsync<S3StoreException>();

            failure.Which.ErrorCode.Should().Be("NoSuchBucket");
            failure.Which.Message.Should().Contain("S3:Bucket");
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
