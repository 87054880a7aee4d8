namespace Discovitas.S3.Tests.Direct;

/// <summary>Several processes that complete one upload announce themselves in the store.</summary>
public sealed class ProcessTurnsTests
{
    private const string Other = "pending/turns/0f8fad5b-d9cb-469f-a165-70867728950e.other";

    private static readonly DateTime Now = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly DirectStore _store = new();
    private readonly List<string> _deleted = [];
    private string _own = "";
    private int _accepted;

    public ProcessTurnsTests()
    {
        _store.Holds(8, isPending: true);
        _store.Mock.OnPut = (request, _) =>
        {
            _own = request.Key;
            return Task.FromResult(StoreMock.FromStore(new PutObjectResponse { ETag = "\"empty\"" }));
        };
        _store.Mock.Mock
            .Setup(s3 => s3.DeleteObjectAsync(It.IsAny<DeleteObjectRequest>(), It.IsAny<CancellationToken>()))
            .Returns((DeleteObjectRequest request, CancellationToken _) =>
            {
                _deleted.Add(request.Key);
                return Task.FromResult(StoreMock.FromStore(new DeleteObjectResponse()));
            });
    }

    [Fact]
    public async Task Accept_Alone_AsksTheApp_AndLeavesNothing()
    {
        Lists(() => [Turn(_own, Now)]);

        await AcceptAsync();

        _accepted.Should().Be(1);
        _own.Should().StartWith("pending/turns/0f8fad5b-d9cb-469f-a165-70867728950e.");
        _deleted.Should().Equal(DirectStore.PendingKey, _own);
    }

    [Fact]
    public async Task Accept_WhileAnotherProcessHasTheTurn_IsRejected_WithoutAskingTheApp()
    {
        Lists(() => [Turn(Other, Now.AddSeconds(-59)), Turn(_own, Now)]);

        (await this.Invoking(test => test.AcceptAsync()).Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.BeingCompleted);

        _accepted.Should().Be(0);
        _store.Copied.Should().BeNull();
        _deleted.Should().NotContain(Other).And.Contain(_own).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Accept_AfterAProcessThatHasStopped_TakesItsTurn()
    {
        Lists(() => [Turn(Other, Now.AddSeconds(-61)), Turn(_own, Now)]);

        await AcceptAsync();

        _accepted.Should().Be(1);
        _deleted.Should().Equal(DirectStore.PendingKey, Other, _own);
    }

    // The other process may only be slow, and have the file accepted in a moment.
    [Fact]
    public async Task Accept_ThatTheAppRejects_RemovesNoFileThatAnotherProcessMayHaveAccepted()
    {
        Lists(() => [Turn(Other, Now.AddHours(-1)), Turn(_own, Now)]);

        await this.Invoking(test => test.AcceptAsync(new InvalidOperationException("no")))
            .Should().ThrowAsync<InvalidOperationException>();

        _deleted.Should().Equal(_own);
    }

    [Fact]
    public async Task Accept_ThatTheAppRejects_RemovesNoFileThatIsAcceptedAlready()
    {
        Lists(() => [Turn(_own, Now)]);
        var head = _store.Mock.OnHead;

        await this.Invoking(test => test.AcceptAsync(new InvalidOperationException("no"), () =>
            _store.Mock.OnHead = (request, token) => request.Key == DirectStore.PendingKey
                ? throw StoreMock.Error(HttpStatusCode.NotFound, "NotFound")
                : head(request, token))).Should().ThrowAsync<InvalidOperationException>();

        _deleted.Should().Equal(_own);
    }

    [Fact]
    public async Task Accept_ThatTheAppRejects_RemovesTheFile()
    {
        Lists(() => [Turn(_own, Now)]);

        await this.Invoking(test => test.AcceptAsync(new InvalidOperationException("no")))
            .Should().ThrowAsync<InvalidOperationException>();

        _deleted.Should().Equal(DirectStore.Key, _own);
    }

    [Fact]
    public async Task Accept_WhereTheStoreDoesNotListWhatItHas_Fails_WithoutAskingTheApp()
    {
        Lists(() => []);

        await this.Invoking(test => test.AcceptAsync()).Should().ThrowAsync<S3StoreException>();

        _accepted.Should().Be(0);
    }

    private Task<StoredFile> AcceptAsync(Exception? rejection = null, Action? before = null) =>
        _store.Mock.Service().Direct.AcceptAsync(DirectStore.Ticket(inParts: false), _ =>
        {
            _accepted++;
            before?.Invoke();
            return rejection is null ? Task.CompletedTask : throw rejection;
        });

    private void Lists(Func<List<S3Object>> list) =>
        _store.Mock.Mock
            .Setup(s3 => s3.ListObjectsV2Async(It.IsAny<ListObjectsV2Request>(), It.IsAny<CancellationToken>()))
            .Returns(() => Task.FromResult(
                StoreMock.FromStore(new ListObjectsV2Response { Name = "b", S3Objects = list() })));

    private static S3Object Turn(string key, DateTime time) => new() { Key = key, LastModified = time };
}
