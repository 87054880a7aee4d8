namespace Discovitas.S3.Tests.Direct;

/// <summary>What a client has sent, when it says that it is done.</summary>
public sealed class DirectUploadVerificationTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly DirectStore _store = new();

    [Fact]
    public async Task ListParts_FollowsThePages()
    {
        _store.Parts.AddRange(Enumerable.Repeat(7L, 2345));

        var parts = await _store.Mock.Service().Direct.ListPartsAsync(DirectStore.Ticket());

        parts.Select(part => part.Number).Should().Equal(Enumerable.Range(1, 2345));
        parts[2344].Should().BeEquivalentTo(new UploadedPart { Number = 2345, ETag = "\"etag-2345\"", Size = 7 });
    }

    [Fact]
    public async Task Complete_PinsWhatWasListed_AndTellsWhatIsStored()
    {
        _store.Parts.AddRange([10, 20, 30]);
        _store.Holds(40);

        var file = await _store.Mock.Service().Direct.CompleteAsync(
            DirectStore.Ticket(size: 40),
            [new() { Number = 3, ETag = "etag-3" }, new() { Number = 1, ETag = "\"etag-1\"" }]);

        _store.Completed!.PartETags.Select(part => (part.PartNumber, part.ETag))
            .Should().Equal((1, "\"etag-1\""), (3, "\"etag-3\""));
        _store.Completed.MpuObjectSize.Should().Be(40);
        file.Should().BeEquivalentTo(new StoredFile
        {
            Key = DirectStore.Key,
            Url = "https://b.s3.eu-west-1.amazonaws.com/" + DirectStore.Key,
            Size = 40,
            ContentType = "image/png",
            ETag = "\"found\"",
        });
    }

    [Theory]
    [InlineData(2, "etag-2")]
    [InlineData(1, "other")]
    [InlineData(1, "")]
    public async Task Complete_NamingAPartThatIsNotThere_IsRejected_AndTheUploadStays(int number, string etag)
    {
        _store.Parts.Add(10);

        await ShouldBeRejectedAsync(
            DirectStore.Ticket(), UploadRejectionReason.Incomplete, new UploadedPart { Number = number, ETag = etag });

        _store.Calls.Should().NotContain("Abort").And.NotContain("Complete");
    }

    [Theory]
    [InlineData(101, null, UploadRejectionReason.TooLarge, true)]
    [InlineData(51, 50L, UploadRejectionReason.LengthMismatch, true)]
    [InlineData(49, 50L, UploadRejectionReason.Incomplete, false)]
    public async Task Complete_OfAnotherSum_IsRejected_AndAbortedWhereNothingCanMendIt(
        long sum, long? size, UploadRejectionReason reason, bool isAborted)
    {
        _store.Parts.Add(sum);

        await ShouldBeRejectedAsync(DirectStore.Ticket(100, size), reason);

        _store.Calls.Contains("Abort").Should().Be(isAborted);
        _store.Calls.Should().NotContain("Complete");
    }

    [Fact]
    public async Task Complete_OfNoPart_IsIncomplete() =>
        await ShouldBeRejectedAsync(DirectStore.Ticket(), UploadRejectionReason.Incomplete);

    [Theory]
    [InlineData("NoSuchUpload", HttpStatusCode.NotFound)]
    [InlineData("InternalError", HttpStatusCode.InternalServerError)]
    public async Task Complete_WhoseAnswerWasLost_IsSuccessWhereTheObjectIsThere(string code, HttpStatusCode status)
    {
        _store.Parts.Add(10);
        _store.Mock.OnComplete = (_, _) => throw StoreMock.Error(status, code);
        _store.Holds(10);

        (await _store.Mock.Service().Direct.CompleteAsync(DirectStore.Ticket())).Size.Should().Be(10);
    }

    [Fact]
    public async Task Complete_ThatFailed_LeavesTheUploadToBeCompletedAgain()
    {
        _store.Parts.Add(10);
        _store.Mock.OnComplete = (_, _) => throw StoreMock.Error(HttpStatusCode.InternalServerError, "InternalError");

        await _store.Mock.Service().Invoking(s => s.Direct.CompleteAsync(DirectStore.Ticket()))
            .Should().ThrowAsync<S3StoreException>();

        _store.Calls.Should().NotContain("Abort").And.NotContain("Delete");
    }

    [Theory]
    [InlineData("InvalidPart")]
    [InlineData("EntityTooSmall")]
    public async Task Complete_WithPartsThatTheStoreDoesNotTake_IsTheClientsToMend(string code)
    {
        _store.Parts.Add(10);
        _store.Mock.OnComplete = (_, _) => throw StoreMock.Error(HttpStatusCode.BadRequest, code);

        await ShouldBeRejectedAsync(DirectStore.Ticket(), UploadRejectionReason.Incomplete);

        _store.Calls.Should().NotContain("Abort");
    }

    [Fact]
    public async Task Complete_WhereTheObjectIsNotTheSumOfItsParts_IsRejectedAndDeleted()
    {
        _store.Parts.Add(10);
        _store.Holds(11);

        await ShouldBeRejectedAsync(DirectStore.Ticket(), UploadRejectionReason.LengthMismatch);

        _store.Calls.Should().ContainSingle(call => call == "Delete");
    }

    [Theory]
    [InlineData(101, null, "image/png", UploadRejectionReason.TooLarge)]
    [InlineData(9, 10L, "image/png", UploadRejectionReason.LengthMismatch)]
    [InlineData(10, 10L, "text/html", UploadRejectionReason.ContentTypeMismatch)]
    [InlineData(10, 10L, "image/png", UploadRejectionReason.ContentTypeMismatch)]
    [InlineData(0, null, "image/png", UploadRejectionReason.ContentTypeMismatch)]
    public async Task AFileThatWasNotAllowed_IsDeleted_EvenForACallerWhoHasLeft(
        long found, long? size, string type, UploadRejectionReason reason)
    {
        using var caller = new CancellationTokenSource();
        _store.Holds(found, type, new byte[found], isPending: true);
        var asked = new List<string>();
        var head = _store.Mock.OnHead;
        _store.Mock.OnHead = async (request, token) =>
        {
            var answer = await head(request, token);
            asked.Add(request.Key);
            if (reason is not UploadRejectionReason.ContentTypeMismatch)
            {
                await caller.CancelAsync();
            }

            return answer;
        };

        var ticket = DirectStore.Ticket(100, size, inParts: false, checksBytes: true);
        (await _store.Mock.Service().Invoking(s => s.Direct.CompleteAsync(ticket, null, caller.Token))
            .Should().ThrowAsync<UploadRejectedException>()).Which.Reason.Should().Be(reason);

        asked.Should().NotBeEmpty().And.AllBe(DirectStore.PendingKey);
        _store.Calls.Should().ContainSingle(call => call == "Delete");
    }

    [Fact]
    public async Task AFileAsAllowed_IsReturned_WithTheChecksumThatTheStoreKeeps()
    {
        _store.Holds(8, start: Png, isPending: true);
        var found = await _store.Mock.OnHead(new GetObjectMetadataRequest(), default);
        found.ChecksumCRC32 = "AAAAAA==";

        var file = await _store.Mock.Service()
            .Direct.CompleteAsync(DirectStore.Ticket(100, 8, inParts: false, checksBytes: true));

        (file.Size, file.ChecksumCrc32).Should().Be((8, "AAAAAA=="));
        _store.Calls.Should().Equal("Head", "Head", "Get", "Delete");
    }

    [Fact]
    public async Task NothingThere_IsIncomplete_AndNothingIsDeleted()
    {
        await ShouldBeRejectedAsync(DirectStore.Ticket(inParts: false), UploadRejectionReason.Incomplete);

        _store.Calls.Should().OnlyContain(call => call == "Head");
    }

    [Fact]
    public async Task ABucketThatIsMissing_IsNoMissingFile()
    {
        _store.Mock.OnHead = (_, _) => throw StoreMock.Error(HttpStatusCode.NotFound, "NoSuchBucket");

        await _store.Mock.Service().Invoking(s => s.Direct.CompleteAsync(DirectStore.Ticket(inParts: false)))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*NoSuchBucket*");
    }

    [Fact]
    public async Task Complete_WhoseAnswerWasLost_SaysSoIfNobodyCanTell()
    {
        _store.Parts.Add(10);
        _store.Mock.OnComplete = (_, _) => throw new IOException("reset");
        _store.Mock.OnHead = (_, _) => throw StoreMock.Error(HttpStatusCode.Forbidden, "Forbidden");

        var failure = await _store.Mock.Service().Invoking(s => s.Direct.CompleteAsync(DirectStore.Ticket()))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*not known whether*");

        failure.Which.InnerException.Should().BeOfType<IOException>();
    }

    [Fact]
    public async Task Complete_OfAnUploadAbortedMeanwhile_IsMissing()
    {
        _store.Parts.Add(10);
        _store.Mock.OnComplete = (_, _) => throw StoreMock.Error(HttpStatusCode.NotFound, "NoSuchUpload");

        (await _store.Mock.Service().Invoking(s => s.Direct.CompleteAsync(DirectStore.Ticket()))
            .Should().ThrowAsync<S3StoreException>()).Which.IsMissing.Should().BeTrue();
    }

    [Fact]
    public async Task Abort_OfNone_IsNoError_AndARejectionIsSeen()
    {
        var missing = StoreMock.Error(HttpStatusCode.NotFound, "NoSuchUpload");
        _store.Mock.OnAbort = (_, _) => throw missing;
        _store.Mock.Mock.Setup(s3 => s3.ListPartsAsync(It.IsAny<ListPartsRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(missing);
        await _store.Mock.Service().Direct.AbortAsync(DirectStore.Ticket());

        _store.Mock.OnAbort = (_, _) => throw StoreMock.Error(HttpStatusCode.Forbidden, "AccessDenied");
        await _store.Mock.Service().Invoking(s => s.Direct.AbortAsync(DirectStore.Ticket()))
            .Should().ThrowAsync<S3StoreException>();
    }

    private async Task ShouldBeRejectedAsync(
        DirectUploadTicket ticket, UploadRejectionReason reason, params UploadedPart[] parts) =>
        (
            await _store.Mock.Service().Invoking(s => s.Direct.CompleteAsync(ticket, parts))
                .Should().ThrowAsync<UploadRejectedException>()).Which.Reason
            .Should().Be(reason);
}
