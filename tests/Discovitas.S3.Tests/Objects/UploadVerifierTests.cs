namespace Discovitas.S3.Tests.Objects;

/// <summary>
/// An answer that is lost or wrong is looked into: success means that the object is there with these bytes.
/// </summary>
public sealed class UploadVerifierTests
{
    private readonly StoreMock _store = new();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task StoreAsync_AnsweredWithoutAnETag_IsAFailure_SinceNothingProvesTheObject(string? etag)
    {
        _store.OnPut = async (request, token) =>
        {
            await ReadAllAsync(request.InputStream, token);
            return FromStore(new PutObjectResponse { ETag = etag });
        };

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(1))))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*without an ETag*");

        _store.Calls.Should().Contain("Head");
    }

    [Fact]
    public async Task StoreAsync_WhoseChecksumComesBackDifferent_IsSentAgain()
    {
        var answer = _store.OnPut;
        var tries = 0;
        _store.OnPut = async (request, token) =>
        {
            var response = await answer(request, token);
            response.ChecksumCRC32 = ++tries < 3 ? "AAAAAA==" : request.ChecksumCRC32;
            return response;
        };

        await _store.Service().StoreAsync(Request(Bytes(10)));

        _store.Calls.Where(call => call == "Put").Should().HaveCount(3);
    }

    [Fact]
    public async Task StoreAsync_WhoseChecksumIsAlwaysDifferent_FailsAndRemovesWhatIsThere()
    {
        _store.OnPut = async (request, token) =>
        {
            await ReadAllAsync(request.InputStream, token);
            return FromStore(new PutObjectResponse { ETag = "\"e\"", ChecksumCRC32 = "AAAAAA==" });
        };
        _store.OnHead = (_, _) => Task.FromResult(Head(10, "AAAAAA=="));

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(10))))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*checksum differs*");

        _store.Calls.Should().EndWith("Delete");
    }

    [Fact]
    public async Task StoreAsync_WhoseAnswerIsLost_SucceedsIfTheObjectIsThere()
    {
        _store.OnPut = LoseTheAnswer;
        string? checksumMode = null;
        _store.OnHead = (request, _) =>
        {
            checksumMode = request.ChecksumMode;
            return Task.FromResult(Head(Bytes(10)));
        };

        var file = await _store.Service().StoreAsync(Request(Bytes(10)));

        file.ETag.Should().Be("\"found\"");
        checksumMode.Should().Be("ENABLED");
        _store.Calls.Distinct().Should().Equal("Put", "Head");
    }

    [Fact]
    public async Task StoreAsync_WhoseAnswerIsLost_FailsIfTheObjectIsNotThere()
    {
        _store.OnPut = LoseTheAnswer;

        var failure = await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(10))))
            .Should().ThrowAsync<S3StoreException>();

        failure.Which.InnerException.Should().BeOfType<IOException>();
        _store.Calls.Distinct().Should().Equal("Put", "Head");
    }

    [Fact]
    public async Task StoreAsync_WhoseAnswerIsLost_SaysSoIfNobodyCanTell()
    {
        _store.OnPut = LoseTheAnswer;
        _store.OnHead = (_, _) => throw new IOException("still down");

        var failure = await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(10))))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*not known whether*");

        failure.Which.RemainingObject.Should().Be(failure.Which.Key);
    }

    [Fact]
    public async Task StoreAsync_WhoseAnswerIsLost_LooksForTheObjectForAFewSeconds()
    {
        _store.OnPut = LoseTheAnswer;
        var time = new HastyTime();

        await _store.Service(settings => settings.RetryTimeout = TimeSpan.Zero, time)
            .Invoking(s => s.StoreAsync(Request(Bytes(10)))).Should().ThrowAsync<S3StoreException>();

        _store.Calls.Should().Equal("Put", "Head", "Head", "Head", "Head");
        time.Skipped.Should().BeGreaterOrEqualTo(TimeSpan.FromSeconds(3.5)).And.BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task StoreAsync_WhoseAnswerIsLost_RemovesAnObjectOfAnotherSize()
    {
        _store.OnPut = LoseTheAnswer;
        _store.OnHead = (_, _) => Task.FromResult(Head(9, null));

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(10)))).Should().ThrowAsync<S3StoreException>();

        _store.Calls.Should().EndWith(["Head", "Delete"]);
    }

    [Theory]
    [InlineData("\"mine\"", "\"mine\"")]
    [InlineData(null, "")]
    public async Task StoreAsync_WithAMock_ReturnsItsETag(string? etag, string expected)
    {
        _store.OnPut = (_, _) => Task.FromResult(new PutObjectResponse { ETag = etag });

        (await _store.Service().StoreAsync(Request(Bytes(10)))).ETag.Should().Be(expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task StoreAsync_StoredByAnAttemptWhoseAnswerWasLost_Succeeds_HoweverALaterAttemptEnds(
        HttpStatusCode? later)
    {
        _store.OnPut = async (request, token) =>
        {
            await SendAgainAndBreakAsync(request, token);
            throw (later is { } status ? Error(status, "RequestTimeout") : new IOException("cut"));
        };
        _store.OnHead = (_, _) => Task.FromResult(Head(Bytes(10)));

        (await _store.Service().StoreAsync(Request(Bytes(10)))).ETag.Should().Be("\"found\"");
    }

    [Fact]
    public async Task StoreAsync_CancelledAfterAnAttemptThatMayBeStored_RemovesIt()
    {
        using var caller = new CancellationTokenSource();
        _store.OnPut = async (request, token) =>
        {
            await SendAgainAndBreakAsync(request, token);
            await caller.CancelAsync();
            throw new TaskCanceledException("the client's own");
        };

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(10)), caller.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        _store.Calls.Should().Contain("Delete");
    }

    [Fact]
    public async Task StoreAsync_WhoseChecksumIsDifferent_FailsThoughTheStoreForgetsItLater()
    {
        _store.OnPut = async (request, token) =>
        {
            await ReadAllAsync(request.InputStream, token);
            return FromStore(new PutObjectResponse { ETag = "\"e\"", ChecksumCRC32 = "AAAAAA==" });
        };
        _store.OnHead = (_, _) => Task.FromResult(Head(10, null));

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(10))))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*checksum differs*");

        _store.Calls.Should().HaveCount(12).And.StartWith(["Put", "Delete", "Put", "Delete"]).And.EndWith("Delete");
    }

    // As the client retries: all is sent, no answer comes, and it starts again from the beginning.
    private static async Task SendAgainAndBreakAsync(PutObjectRequest request, CancellationToken token)
    {
        await ReadAllAsync(request.InputStream, token);
        request.InputStream.Position = 0;
        await request.InputStream.ReadExactlyAsync(new byte[3], token);
    }

    private static async Task<PutObjectResponse> LoseTheAnswer(PutObjectRequest request, CancellationToken token)
    {
        await ReadAllAsync(request.InputStream, token);
        throw new IOException("reset by peer");
    }
}
