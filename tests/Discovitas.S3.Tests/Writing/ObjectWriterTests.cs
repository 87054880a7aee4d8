namespace Discovitas.S3.Tests.Writing;

/// <summary>When a file goes up in one request and when in parts, from every kind of content.</summary>
public sealed class ObjectWriterTests : IDisposable
{
    private readonly StoreMock _store = new();
    private readonly string _path = Path.GetTempFileName();

    public static TheoryData<string> Kinds => new() { "bytes", "memory", "seekable", "unseekable", "dribble", "file" };

    public void Dispose() => File.Delete(_path);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task StoreAsync_OfUpToOnePart_IsOnePut(string kind)
    {
        foreach (var size in new[] { 0, 1, PartSize - 1, PartSize })
        {
            var store = new StoreMock();
            var bytes = Bytes(size);

            var file = await store.Service().StoreAsync(Request(Content(kind, bytes)));

            store.Calls.Should().Equal("Put");
            SameBytes(store.Body!, bytes);
            file.Size.Should().Be(size);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task StoreAsync_OfMore_IsAMultipartUploadOfEqualParts(string kind)
    {
        CompleteMultipartUploadRequest? complete = null;
        var answer = _store.OnComplete;
        _store.OnComplete = (request, token) => answer(complete = request, token);
        var bytes = Bytes((2 * PartSize) + 1);

        var file = await _store.Service().StoreAsync(Request(Content(kind, bytes)));

        _store.Calls[0].Should().Be("Create");
        _store.Calls[^1].Should().Be("Complete");
        _store.Calls.Skip(1).SkipLast(1).Should().BeEquivalentTo("Part 1", "Part 2", "Part 3");
        SameBytes(_store.AllParts, bytes);
        _store.Bodies.OrderBy(part => part.Key).Select(part => part.Value.Length).Should().Equal(PartSize, PartSize, 1);
        complete!.PartETags.Select(part => (part.PartNumber, part.ETag, part.ChecksumCRC32)).Should().Equal(
            (1, "\"part-1\"", Crc32(bytes[..PartSize])),
            (2, "\"part-2\"", Crc32(bytes[PartSize..(2 * PartSize)])),
            (3, "\"part-3\"", Crc32(bytes[^1..])));
        complete.ChecksumCRC32.Should().Be(file.ChecksumCrc32).And.Be(Crc32(bytes));
        complete.ChecksumType.Should().Be(ChecksumType.FULL_OBJECT);
        complete.MpuObjectSize.Should().Be(bytes.Length);
        complete.UploadId.Should().Be(UploadId);
        file.Size.Should().Be(bytes.Length);
        file.ETag.Should().Be("\"whole-2\"");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    public async Task StoreAsync_DeniedOnAnAppsClient_LooksForLateBytesOnlyIfItHasSentThemTwice(int sent, int looks)
    {
        _store.OnPut = async (request, token) =>
        {
            for (var time = 0; time < sent; time++)
            {
                request.InputStream.Position = 0;
                await ReadAllAsync(request.InputStream, token);
            }

            throw Error(HttpStatusCode.Forbidden, "AccessDenied");
        };

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(10)))).Should().ThrowAsync<S3StoreException>();

        _store.Calls.Count(call => call is "Head").Should().Be(looks);
    }

    [Fact]
    public async Task StoreAsync_SendsEachPartAsEveryStoreCanReadIt()
    {
        var bytes = Bytes(PartSize + 3);

        await _store.Service().StoreAsync(Request(bytes));

        foreach (var (number, part) in _store.Parts)
        {
            part.UseChunkEncoding.Should().BeFalse();
            part.DisablePayloadSigning.Should().BeTrue();
            part.PartSize.Should().Be(_store.Bodies[number].Length);
            part.ChecksumCRC32.Should().Be(Crc32(_store.Bodies[number]));
            part.UploadId.Should().Be(UploadId);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task StoreAsync_HasAsManyPartsOnTheirWayAsAllowed_AndReadsNoFurther(int parallelism)
    {
        var source = new MemoryStream(Bytes(6 * PartSize));
        var answered = new TaskCompletionSource();
        var started = 0;
        var answer = _store.OnPart;
        _store.OnPart = async (request, token) =>
        {
            started++;
            await answered.Task;
            return await answer(request, token);
        };

        // Source and mock complete at once, so this comes back when the upload waits for an answer, and not before.
        var upload = _store.Service(settings => settings.MaxParallelism = parallelism)
            .StoreAsync(Request(new UnseekableStream(source)));

        started.Should().Be(parallelism);
        source.Position.Should().BeLessOrEqualTo((parallelism * PartSize) + 1, "there is memory for no further part");
        answered.SetResult();
        (await upload).Size.Should().Be(source.Length);
    }

    [Fact]
    public async Task StoreAsync_OfAKnownLength_RaisesThePartSizeSoThatTenThousandSuffice()
    {
        var length = (10_000L * PartSize) + 1;
        long? partSize = null;
        _store.OnPart = (request, _) =>
        {
            partSize = request.PartSize;
            throw Error(HttpStatusCode.Forbidden, "AccessDenied");
        };

        using var huge = new SparseFile(length);
        await _store.Service(settings => settings.MaxParallelism = 1)
            .Invoking(s => s.StoreAsync(Request(UploadContent.FromFile(huge.Path))))
            .Should().ThrowAsync<S3StoreException>();

        partSize.Should().Be(6 * MiB);
    }

    private static string Crc32(byte[] bytes)
    {
        var crc = System.IO.Hashing.Crc32.Hash(bytes);
        Array.Reverse(crc);
        return Convert.ToBase64String(crc);
    }

    private UploadContent Content(string kind, byte[] bytes)
    {
        if (kind == "file")
        {
            File.WriteAllBytes(_path, bytes);
        }

        return kind switch
        {
            "bytes" => bytes,
            "memory" => new ReadOnlyMemory<byte>([0, .. bytes, 0], 1, bytes.Length),
            "seekable" => new MemoryStream(bytes),
            "unseekable" => new UnseekableStream(new MemoryStream(bytes)),
            "dribble" => new UnseekableStream(new MemoryStream(bytes), perRead: 65_521),
            _ => UploadContent.FromFile(_path),
        };
    }
}
