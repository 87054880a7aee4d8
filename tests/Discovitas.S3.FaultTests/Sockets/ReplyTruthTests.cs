namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>What comes from something between the app and the store, or from an odd store, is not believed.</summary>
public sealed class ReplyTruthTests : IAsyncDisposable
{
    private const string Key = "uploads/2b0ddbb4-f92e-4fb0-9f20-57e9d974b8c0.bin";

    private SocketSetup _setup = new(SocketClient.Ours);

    public static TheoryData<int> Pages() => [200, 403, 404];

    [Theory]
    [MemberData(nameof(Pages))]
    public Task APage_ForAnyCall_IsAFailure(int status) => ShouldNotBeBelievedAsync(RawReply.Page(status));

    [Fact]
    public Task ASuccessOfTheStoreWithNothingInIt_ForAnyCall_IsAFailure() =>
        ShouldNotBeBelievedAsync(RawReply.FromStore(200));

    [Fact]
    public Task ASuccessWithAnErrorInIt_ForAnyCall_IsAFailure() =>
        ShouldNotBeBelievedAsync(RawReply.Error(200, "InternalError"));

    private async Task ShouldNotBeBelievedAsync(RawReply reply)
    {
        _setup.Store.Bucket.Add(Key, [1, 2, 3], "application/x-test");
        _setup.Store.Script = (_, _) => Twist.Answers(reply);
        var s3 = _setup.Service;
        Func<Task>[] calls =
        [
            () => s3.ExistsAsync(Key), () => s3.GetMetadataAsync(Key), () => s3.OpenReadAsync(Key),
            () => s3.DeleteAsync(Key), () => s3.DeleteAsync([Key]), () => ListAsync(), () => s3.CheckAccessAsync(),
        ];

        foreach (var call in calls)
        {
            (await call.Should().ThrowAsync<S3StoreException>()).Which.IsMissing.Should().BeFalse();
        }
    }

    [Fact]
    public async Task AStoreWithoutRequestIds_IsBelievedWhereAListingAgrees()
    {
        _setup.Store.Bucket.Add(Key, [1, 2, 3], "application/x-test");
        _setup.Store.Script = (_, _) => new Twist("no id") { Edit = reply => reply.Without("x-amz-request-id") };

        (await _setup.Service.ExistsAsync(Key)).Should().BeTrue();
        (await _setup.Service.ExistsAsync(Key.Replace("2b", "3b", StringComparison.Ordinal))).Should().BeFalse();
        (await ListAsync()).Should().Equal(Key);
        await _setup.Service.DeleteAsync([Key]);
        _setup.Store.Bucket.Objects.Should().BeEmpty();
    }

    [Fact]
    public async Task ARangeThatTheStoreIgnores_IsAFailure()
    {
        await StartAsync(new StoreHabits { IgnoresRanges = true });
        _setup.Store.Bucket.Add(Key, new byte[10], "application/x-test");

        await _setup.Service.Invoking(s3 => s3.OpenReadAsync(Key, 0, 5)).Should().ThrowAsync<S3StoreException>();
        await _setup.Service.Invoking(s3 => s3.OpenReadAsync(Key, 5)).Should().ThrowAsync<S3StoreException>();
        await using var whole = await _setup.Service.OpenReadAsync(Key, 0, 10);
        whole.Length.Should().Be(10);
    }

    [Theory]
    [InlineData("bytes 5-9/10", 4)]
    [InlineData("bytes 0-4/10", 5)]
    [InlineData("bytes 5-10/11", 6)]
    [InlineData(null, 5)]
    public async Task ARangeOtherThanTheOneAskedFor_IsAFailure(string? range, int length)
    {
        var reply = RawReply.FromStore(206).With("ETag", "\"e\"").With("Content-Range", range);
        _setup.Store.Script = (_, _) => Twist.Answers(reply with { Body = new byte[length] });

        await _setup.Service.Invoking(s3 => s3.OpenReadAsync(Key, 5, 5)).Should().ThrowAsync<S3StoreException>();
    }

    [Fact]
    public async Task AFileWithoutALength_IsAFailure()
    {
        var reply = RawReply.FromStore(200).With("ETag", "\"e-1\"");
        _setup.Store.Script = (_, _) => Twist.Answers(reply with { Body = [1, 2], HasLength = false });

        await _setup.Service.Invoking(s3 => s3.OpenReadAsync(Key)).Should().ThrowAsync<S3StoreException>()
            .WithMessage("*does not state the length*");
    }

    [Fact]
    public async Task AListingThatRepeatsItsToken_Ends()
    {
        await StartAsync(new StoreHabits { RepeatsToken = true });
        for (var i = 1; i < 10; i++)
        {
            _setup.Store.Bucket.Add(Key.Replace('7', (char)('0' + i)), [1], "application/x-test");
        }

        await FluentActions.Awaiting(ListAsync).Should().ThrowAsync<S3StoreException>().WithMessage("*next page*");
    }

    [Theory]
    [InlineData(403, "AccessDenied", false)]
    [InlineData(413, "EntityTooLarge", false)]
    [InlineData(503, "SlowDown", false)]
    [InlineData(403, "AccessDenied", true)]
    public async Task AnAnswerBeforeTheBodyIsRead_IsWhatTheCallerSees(int status, string code, bool isSecure)
    {
        await StartAsync(new StoreHabits(), isSecure: isSecure);
        _setup.Store.Script = (request, _) => request.Operation is RawOperation.Put
            ? Twist.AnswersEarly(RawReply.Error(status, code))
            : null;

        var outcome = await UploadOutcome.UploadAsync(_setup, new byte[4 * 1024 * 1024]);

        ((outcome.Failure as S3StoreException)?.ErrorCode ?? outcome.Failure?.ToString()).Should().Be(code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnAnswerToABodyThatIsNeverRead_IsWhatTheCallerSees(bool isSecure)
    {
        await StartAsync(new StoreHabits(), settings => settings.PartSize = 64 * 1024 * 1024, isSecure);
        _setup.Store.Script = (request, _) => request.Operation is RawOperation.Put
            ? Twist.Answers(RawReply.Error(403, "AccessDenied")) with { Ending = Ending.Unread }
            : null;

        var outcome = await UploadOutcome.UploadAsync(_setup, new byte[48 * 1024 * 1024]);

        outcome.Failure?.ToString().Should().Contain("AccessDenied");
        _setup.Store.Script = (_, _) => null;
        (await UploadOutcome.UploadAsync(_setup, new byte[10])).Failure.Should().BeNull("the connection is not reused");
    }

    [Fact]
    public async Task ACompletionKeptAliveByWhiteSpace_IsNoSilence()
    {
        await StartAsync(new StoreHabits(), settings => settings.IdleTimeout = TimeSpan.FromSeconds(10));
        _setup.Store.Script = (request, _) => request.Operation is RawOperation.Complete
            ? new Twist("kept alive") { Ending = Ending.KeptAlive }
            : null;

        (await UploadOutcome.UploadAsync(_setup, new byte[SocketSetup.PartSize + 1])).Failure.Should().BeNull();
        _setup.Store.Count(RawOperation.Complete).Should().Be(1);
    }

    [Fact]
    public async Task AHealthyStore_GetsNoRequestTooMany()
    {
        await UploadOutcome.UploadAsync(_setup, new byte[10]);
        await UploadOutcome.UploadAsync(_setup, new byte[SocketSetup.PartSize + 1]);

        _setup.Store.Requests.Select(request => request.Operation).Should().BeEquivalentTo(
            [RawOperation.Put, RawOperation.Create, RawOperation.Part, RawOperation.Part, RawOperation.Complete]);
    }

    public ValueTask DisposeAsync() => _setup.DisposeAsync();

    private async Task StartAsync(StoreHabits habits, Action<S3Settings>? set = null, bool isSecure = false)
    {
        await _setup.DisposeAsync();
        _setup = new SocketSetup(SocketClient.Ours, habits, isSecure, set);
    }

    private async Task<List<string>> ListAsync()
    {
        var keys = new List<string>();
        await foreach (var file in _setup.Service.ListAsync())
        {
            keys.Add(file.Key);
        }

        return keys;
    }
}
