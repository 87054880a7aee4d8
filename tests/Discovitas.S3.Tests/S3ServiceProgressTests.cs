using Discovitas.S3.Tests.Support;
using static Discovitas.S3.Tests.S3ServiceUploadTests;
using static Discovitas.S3.Tests.Support.StoreMock;

namespace Discovitas.S3.Tests;

public sealed class S3ServiceProgressTests
{
    private readonly StoreMock _store = new();
    private readonly Heard _heard = new();

    [Theory]
    [InlineData(0, true)]
    [InlineData(1000, true)]
    [InlineData(1000, false)]
    [InlineData((3 * PartSize) + 1, true)]
    [InlineData((3 * PartSize) + 1, false)]
    public async Task StoreAsync_ReportsProgress_ForwardsOnlyAndToTheEnd(int size, bool known)
    {
        UploadContent content = known ? Bytes(size) : new UnseekableStream(new MemoryStream(Bytes(size)));

        await _store.Service().StoreAsync(Request(content) with { Progress = _heard });

        _heard.All.Select(progress => progress.BytesSent).Should().BeInAscendingOrder();
        _heard.All.SkipLast(1).All(progress => progress.TotalBytes == (known ? size : null)).Should().BeTrue();
        _heard.All[^1].BytesSent.Should().Be(size);
        _heard.All[^1].TotalBytes.Should().Be(size);
    }

    [Fact]
    public async Task StoreAsync_CountsEachByteOnce_HoweverOftenItIsSent()
    {
        var answer = _store.OnPart;
        var tries = 0;
        _store.OnPart = async (request, token) =>
        {
            var response = await answer(request, token);
            return request.PartNumber == 1 && tries++ == 0
                ? throw Error(System.Net.HttpStatusCode.BadRequest, "BadDigest")
                : response;
        };

        await _store.Service().StoreAsync(Request(Bytes(2 * PartSize)) with { Progress = _heard });

        tries.Should().Be(2);
        _heard.All.Select(progress => progress.BytesSent).Should().BeInAscendingOrder().And.OnlyContain(sent => sent <= 2 * PartSize);
    }

    [Fact]
    public async Task StoreAsync_DoesNotCountTheHashingOfABodyAsSending()
    {
        long heardBeforeSending = -1;
        _store.OnPut = async (request, token) =>
        {
            // Over http the SDK hashes the body first, with synchronous reads.
            request.InputStream.CopyTo(Stream.Null);
            heardBeforeSending = _heard.All.Count;
            request.InputStream.Position = 0;
            await ReadAsync(request.InputStream, token);
            return FromStore(new Amazon.S3.Model.PutObjectResponse { ETag = "\"e\"" });
        };

        await _store.Service().StoreAsync(Request(Bytes(1000)) with { Progress = _heard });

        heardBeforeSending.Should().Be(0);
        _heard.All[0].BytesSent.Should().Be(1000);
    }

    private sealed class Heard : IProgress<UploadProgress>
    {
        internal List<UploadProgress> All { get; } = [];

        public void Report(UploadProgress value) => All.Add(value);
    }
}
