namespace Discovitas.S3.Tests.Client;

/// <summary>Our own client sends parts directly from their memory.</summary>
public sealed class UploadClientTests
{
    private const int Large = 64 * 1024;

    [Theory]
    [InlineData(Large, true)]
    [InlineData(Large - 1, false)]
    public async Task PutObject_OfAPart_IsNeitherReadNorHashed_UnlessItIsSmall(int length, bool isSentFromMemory)
    {
        using var listener = new LoopbackListener("200 OK");
        using var part = new RecordedPart(length);

        await PutAsync(listener, new PartStream(part, progress: null), length);

        (part.Pieces > 0, part.Reads > 0).Should().Be((isSentFromMemory, !isSentFromMemory));
        (await listener.Head)
            .Should().ContainEquivalentOf($"x-amz-content-sha256: {part.Sha256}", "it is not computed again")
            .And.ContainEquivalentOf($"Content-Length: {length}").And.ContainEquivalentOf("Content-Type: image/png");
    }

    [Fact]
    public async Task PutObject_OfAnyOtherStream_IsSentAsTheSdkDoes()
    {
        using var listener = new LoopbackListener("200 OK");

        await PutAsync(listener, new MemoryStream(new byte[Large]), Large);

        (await listener.Head).Should().Contain($"Content-Length: {Large}");
    }

    private static async Task PutAsync(LoopbackListener listener, Stream body, int length)
    {
        using var client = S3ClientFactory.Create(ValidSettings.With(settings =>
        {
            settings.ServiceUrl = listener.Url;
            settings.AccessKeyId = "AKIDEXAMPLE";
            settings.SecretAccessKey = "secret";
        }));
        using var watch = new RequestWatch(
            new CallTerms(null, TimeSpan.FromSeconds(30), TimeSpan.Zero), TimeProvider.System, CancellationToken.None);
        (body as PartStream)?.Begin(watch);
        var request = new PutObjectRequest
        {
            BucketName = "my-bucket",
            Key = "a",
            InputStream = body,
            UseChunkEncoding = false,
            AutoCloseStream = false,
            ContentType = "image/png",
        };
        request.Headers.ContentLength = length;
        await client.PutObjectAsync(request);
    }

    private sealed class RecordedPart(int length)
        : Part(1, isLast: true, length, new PartChecksums(0, new string('a', 64)))
    {
        private readonly byte[] _bytes = new byte[length];

        internal int Pieces { get; private set; }

        internal int Reads { get; private set; }

        internal override int ReadAt(long offset, Span<byte> destination)
        {
            Reads++;
            var count = (int)Math.Min(destination.Length, Length - offset);
            _bytes.AsSpan((int)offset, count).CopyTo(destination);
            return count;
        }

        internal override ValueTask<ReadOnlyMemory<byte>> PieceAsync(
            long offset, Memory<byte> space, CancellationToken cancellationToken)
        {
            Pieces++;
            return ValueTask.FromResult<ReadOnlyMemory<byte>>(_bytes.AsMemory((int)offset));
        }
    }
}
