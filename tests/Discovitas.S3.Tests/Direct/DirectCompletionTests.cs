namespace Discovitas.S3.Tests.Direct;

/// <summary>What was sent in one request becomes a file only as it was verified, and as the ticket says.</summary>
public sealed class DirectCompletionTests
{
    private readonly DirectStore _store = new();

    [Fact]
    public async Task Complete_CopiesWhatWasVerified_WithExactlyTheHeadersOfTheTicket()
    {
        _store.Holds(8, isPending: true);
        var ticket = DirectStore.Ticket(inParts: false) with
        {
            Headers = new Dictionary<string, string>
            {
                ["Cache-Control"] = "max-age=1",
                ["Content-Disposition"] = "attachment",
                ["x-amz-meta-who"] = "x",
            },
            Tags = new Dictionary<string, string> { ["t"] = "1" },
        };

        await _store.Mock.Service().Direct.CompleteAsync(ticket);

        var copied = _store.Copied!;
        (copied.SourceKey, copied.DestinationKey, copied.ETagToMatch)
            .Should().Be((DirectStore.PendingKey, DirectStore.Key, "\"found\""));
        copied.MetadataDirective.Should().Be(Amazon.S3.S3MetadataDirective.REPLACE);
        copied.TaggingDirective.Should().Be(Amazon.S3.TaggingDirective.REPLACE);
        copied.Headers.Keys.Should().BeEquivalentTo("Content-Type", "Cache-Control", "Content-Disposition");
        copied.Headers.ContentType.Should().Be("image/png");
        copied.Metadata.Keys.Should().Equal("x-amz-meta-who");
        copied.TagSet.Should().ContainSingle().Which.Key.Should().Be("t");
    }

    [Fact]
    public async Task Complete_OfAFileThatIsKept_NeverReplacesIt()
    {
        _store.Holds(8);
        Lists(DirectStore.Key);

        var file = await _store.Mock.Service().Direct.CompleteAsync(DirectStore.Ticket(inParts: false));

        file.Key.Should().Be(DirectStore.Key);
        _store.Copied.Should().BeNull();
        _store.Calls.Should().Equal("Head", "Delete");
    }

    [Fact]
    public async Task Complete_OfAFileThatAHeadShowsAndTheListingDoesNot_FailsAndDeletesNothing()
    {
        _store.Holds(8);
        Lists(DirectStore.Key + "x");

        await _store.Mock.Service().Invoking(s => s.Direct.CompleteAsync(DirectStore.Ticket(inParts: false)))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*does not come from the store*");

        _store.Calls.Should().NotContain("Delete");
        _store.Copied.Should().BeNull();
    }

    private void Lists(string key) => _store.Mock.Mock
        .Setup(s3 => s3.ListObjectsV2Async(It.IsAny<ListObjectsV2Request>(), It.IsAny<CancellationToken>()))
        .ReturnsAsync(FromStore(new ListObjectsV2Response
        {
            S3Objects = [new S3Object { Key = key, ETag = "\"found\"" }],
        }));

    // Ceph 16.2 copies other bytes although the condition names an ETag.
    [Fact]
    public async Task Complete_WhereTheCopyHasAnotherETag_VerifiesTheCopy()
    {
        _store.Holds(8, isPending: true);
        _store.CopyETag = "\"other\"";
        var head = _store.Mock.OnHead;
        _store.Mock.OnHead = async (request, token) =>
        {
            var answer = await head(request, token);
            answer.ContentLength = request.Key == DirectStore.Key ? 9 : 8;
            return answer;
        };

        var complete = () => _store.Mock.Service().Direct.CompleteAsync(DirectStore.Ticket(size: 8, inParts: false));

        (await complete.Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.LengthMismatch);
        _store.Calls.Count(call => call == "Delete").Should().Be(1);
    }
}
