namespace Discovitas.S3.Tests.Writing;

/// <summary>Uploads from streams under one memory limit.</summary>
public sealed class MemoryLimitTests
{
    private const int Size = StoreMock.PartSize + (StoreMock.PartSize / 2);

    // Of its own, so that no other test shares the memory.
    private const long Limit = (3 * StoreMock.PartSize) + 17;

    [Fact]
    public async Task UploadAsync_ManyAtOnce_AllSucceedAndTheMemoryIsReleased()
    {
        var store = new StoreMock();
        var s3 = store.Service(settings => settings.MemoryLimit = Limit);
        var memory = UploadMemory.Get(Limit);
        var most = 0L;

        var urls = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => s3.UploadAsync(
            new FileUploadRequest("a.bin", "application/octet-stream", new WatchedSource(Watch))))));

        urls.Should().OnlyHaveUniqueItems();
        most.Should().BeInRange(StoreMock.PartSize, Limit);
        memory.Held.Should().Be(0);

        void Watch() => most = Math.Max(most, memory.Held);
    }

    [Fact]
    public async Task UploadAsync_SendersThatStop_HoldLittle()
    {
        const int Stopped = 100;
        const long OwnLimit = Limit + 1;
        var s3 = new StoreMock().Service(settings => settings.MemoryLimit = OwnLimit);
        using var cancel = new CancellationTokenSource();
        Task[] uploads =
        [
            .. Enumerable.Range(0, Stopped).Select(_ => s3.UploadAsync(
                new FileUploadRequest("a.bin", "application/octet-stream", new StoppedSource()), cancel.Token)),
        ];

        UploadMemory.Get(OwnLimit).Held.Should().Be(Stopped * PartBuffer.FirstBlock);
        await s3.UploadAsync(
            new FileUploadRequest("a.bin", "application/octet-stream", new WatchedSource(() => { })),
            CancellationToken.None);
        await cancel.CancelAsync();

        foreach (var upload in uploads)
        {
            await FluentActions.Awaiting(() => upload).Should().ThrowAsync<OperationCanceledException>();
        }

        UploadMemory.Get(OwnLimit).Held.Should().Be(0);
    }

    private sealed class WatchedSource(Action onRead) : ReadOnlyStream
    {
        private int _left = Size;

        public override int Read(Span<byte> buffer)
        {
            onRead();
            var count = Math.Min(buffer.Length, _left);
            _left -= count;
            return count;
        }
    }

    /// <summary>Some KiB, and then nothing until the read is cancelled.</summary>
    private sealed class StoppedSource : ReadOnlyStream
    {
        private bool _hasSent;

        public override int Read(Span<byte> buffer) => throw new NotSupportedException();

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_hasSent)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            _hasSent = true;
            return 8 * 1024;
        }
    }
}
