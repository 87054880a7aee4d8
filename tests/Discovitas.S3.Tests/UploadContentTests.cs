namespace Discovitas.S3.Tests;

/// <summary>What is promised of the caller's streams, files and bytes.</summary>
public sealed class UploadContentTests
{
    private readonly StoreMock _store = new();

    [Theory]
    [InlineData(10)]
    [InlineData(PartSize + 10)]
    public async Task StoreAsync_OfAStream_ReadsFromWhereItStandsAndLeavesItOpen(int size)
    {
        var bytes = Bytes(size + 5);
        using var stream = new MemoryStream(bytes) { Position = 5 };

        var file = await _store.Service().StoreAsync(Request(stream));

        file.Size.Should().Be(size);
        SameBytes(_store.Body ?? _store.AllParts, bytes[5..]);
        stream.CanRead.Should().BeTrue();
        stream.Position.Should().Be(bytes.Length);
    }

    [Fact]
    public async Task StoreAsync_OfAnUnseekableStream_LeavesItOpen_EvenWhenItFails()
    {
        var stream = new UnseekableStream(new MemoryStream(Bytes(100)));
        _store.OnPut = (_, _) => throw Error(HttpStatusCode.Forbidden, "AccessDenied");

        await _store.Service().Invoking(s => s.StoreAsync(Request(stream))).Should().ThrowAsync<S3StoreException>();

        stream.IsDisposed.Should().BeFalse();
    }

    [Fact]
    public async Task StoreAsync_OfAStreamASecondTime_FailsBeforeAnyRequest()
    {
        var request = Request(new MemoryStream(Bytes(10)));
        var service = _store.Service();
        await service.StoreAsync(request);

        var second = await service.Invoking(s => s.StoreAsync(request))
            .Should().ThrowAsync<InvalidOperationException>();

        second.WithMessage("*has been uploaded before*");
        _store.Calls.Should().Equal("Put");
    }

    [Fact]
    public async Task StoreAsync_OfADisposedStream_FailsBeforeAnyRequest()
    {
        var stream = new MemoryStream(Bytes(10));
        var request = Request(stream);
        stream.Dispose();

        await _store.Service().Invoking(s => s.StoreAsync(request))
            .Should().ThrowAsync<ArgumentException>().WithMessage("*disposed*");
        await _store.Service().Invoking(s => s.StoreAsync(Request(stream))).Should().ThrowAsync<ArgumentException>();
        _store.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData(100, 101)]
    [InlineData(100, 99)]
    [InlineData(PartSize + 10, PartSize + 11)]
    [InlineData(PartSize + 10, PartSize + 9)]
    [InlineData(PartSize + 10, PartSize)]
    [InlineData(PartSize, PartSize - 1)]
    public async Task StoreAsync_OfAStreamThatLiesAboutItsLength_StoresNothing(int real, int stated)
    {
        var rejection = await _store.Service().Invoking(
            s => s.StoreAsync(Request(new LyingStream(Bytes(real), stated))))
            .Should().ThrowAsync<UploadRejectedException>();

        rejection.Which.Reason.Should().Be(UploadRejectionReason.LengthMismatch);
        rejection.Which.Message.Should().Contain(stated.ToString(System.Globalization.CultureInfo.InvariantCulture));
        _store.Calls.Should().NotContain("Put").And.NotContain("Complete");
        _store.Calls.Count(call => call == "Create").Should().Be(_store.Calls.Count(call => call == "Abort"));
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(3 * PartSize, 2)]
    public async Task StoreAsync_OfAStreamThatBreaks_ThrowsItsErrorAndStoresNothing(int breakAt, int partsBefore)
    {
        var stream = new UnseekableStream(new MemoryStream(Bytes(4 * PartSize)), perRead: 100, breakAt);

        await _store.Service().Invoking(s => s.StoreAsync(Request(stream)))
            .Should().ThrowAsync<IOException>().WithMessage("the source broke");

        _store.Calls.Should().NotContain("Put").And.NotContain("Complete");
        _store.Calls.Count(call => call == "Abort").Should().Be(partsBefore == 0 ? 0 : 1);
    }

    [Fact]
    public async Task StoreAsync_OfAFileThatIsNotThere_SaysSo()
    {
        await _store.Service().Invoking(s => s.StoreAsync(Request(UploadContent.FromFile("/no/such/file.bin"))))
            .Should().ThrowAsync<IOException>().WithMessage("*file.bin*");

        _store.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task StoreAsync_OfAFileThatChangesMeanwhile_StoresNothing()
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, Bytes(PartSize + 10));
        var answer = _store.OnPart;
        _store.OnPart = async (request, token) =>
        {
            var response = await answer(request, token);
            File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
            return response;
        };

        var rejection = await _store.Service().Invoking(s => s.StoreAsync(Request(UploadContent.FromFile(path))))
            .Should().ThrowAsync<UploadRejectedException>();

        rejection.Which.Reason.Should().Be(UploadRejectionReason.LengthMismatch);
        _store.Calls.Should().EndWith(["Abort", "ListParts"]).And.NotContain("Complete");
        File.Delete(path);
    }

    [Fact]
    public async Task StoreAsync_OfAFileThatChangesAndHasItsTimePutBack_StoresNothing()
    {
        using var file = new ChangingFile(_store, path =>
        {
            var time = File.GetLastWriteTimeUtc(path);
            using (var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            {
                stream.WriteByte(0xff);
            }

            File.SetLastWriteTimeUtc(path, time);
        });

        var rejection = await _store.Service().Invoking(s => s.StoreAsync(Request(file.Content)))
            .Should().ThrowAsync<UploadRejectedException>();

        rejection.Which.Reason.Should().Be(UploadRejectionReason.LengthMismatch);
        _store.Calls.Should().NotContain("Complete");
    }

    [Fact]
    public async Task StoreAsync_OfAFileThatIsRenamedMeanwhile_StoresIt()
    {
        using var file = new ChangingFile(_store, path => File.Move(path, path + ".moved"));

        await _store.Service().StoreAsync(Request(file.Content));

        _store.AllParts.Should().Equal(file.Bytes);
    }

    [Fact]
    public async Task StoreAsync_OfBytesOverTheLimit_FailsBeforeAnyRequest()
    {
        var rejection = await _store.Service(settings => settings.MaxFileSize = 100)
            .Invoking(s => s.StoreAsync(Request(Bytes(101))))
            .Should().ThrowAsync<UploadRejectedException>();

        rejection.Which.Reason.Should().Be(UploadRejectionReason.TooLarge);
        rejection.Which.Limit.Should().Be("100 bytes");
        rejection.Which.Found.Should().Be("101 bytes");
        _store.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData(100, 100, true)]
    [InlineData(100, 101, false)]
    [InlineData(PartSize, PartSize, true)]
    [InlineData(PartSize, PartSize + 1, false)]
    [InlineData(2 * PartSize, (2 * PartSize) + 1, false)]
    public async Task StoreAsync_OfAStreamOfUnknownLength_CountsItsBytes(int limit, int size, bool allowed)
    {
        var source = new MemoryStream(Bytes(size + MiB));
        var service = _store.Service(settings => settings.MaxFileSize = limit);
        using var stream = new UnseekableStream(allowed ? new MemoryStream(Bytes(size)) : source);

        if (allowed)
        {
            (await service.StoreAsync(Request(stream))).Size.Should().Be(size);
            return;
        }

        var rejection = await service.Invoking(s => s.StoreAsync(Request(stream)))
            .Should().ThrowAsync<UploadRejectedException>();
        rejection.Which.Reason.Should().Be(UploadRejectionReason.TooLarge);
        source.Position.Should().BeLessOrEqualTo(limit + 2, "one byte over the limit is enough to know");
        _store.Calls.Should().NotContain("Put").And.NotContain("Complete");
        _store.Calls.Count(call => call == "Create").Should().Be(_store.Calls.Count(call => call == "Abort"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(PartSize + 10)]
    public async Task StoreAsync_OfBytesThatAreNotOfTheClaimedType_SendsNothing(int size)
    {
        var service = _store.Service(settings => settings.AllowedContentTypes.Add("image/png"));
        using var stream = new UnseekableStream(new MemoryStream(Bytes(size)));

        var rejection = await service.Invoking(s => s.StoreAsync(new FileUploadRequest("a.png", "image/png", stream)))
            .Should().ThrowAsync<UploadRejectedException>();

        rejection.Which.Reason.Should().Be(UploadRejectionReason.ContentTypeMismatch);
        _store.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task StoreAsync_OfBytesOfTheClaimedType_SendsAllOfThem()
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Bytes(5000)];
        var service = _store.Service(settings => settings.AllowedContentTypes.Add("image/png"));

        await service.StoreAsync(
            new FileUploadRequest("a.png", "image/png", new UnseekableStream(new MemoryStream(png), perRead: 3)));

        SameBytes(_store.Body!, png);
    }
}
