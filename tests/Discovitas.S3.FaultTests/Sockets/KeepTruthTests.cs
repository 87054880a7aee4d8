namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>A pending file is deleted only if it is kept, and is kept with all that it was stored with.</summary>
public sealed class KeepTruthTests : IAsyncDisposable
{
    private readonly SocketSetup _setup = new(SocketClient.Ours);

    public static TheoryData<int> Proxies() => [200, 202, 299];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AHeadThatIsWrongAboutTheKeptFile_LosesNothing(bool isLasting)
    {
        var pending = await StorePendingAsync();
        _setup.Store.Script = (request, n) =>
            request.Operation is RawOperation.Head && request.Key == pending.Key && (n == 1 || isLasting)
                ? Twist.Answers(RawReply.FromStore(200).With("ETag", "\"other\""))
                : null;

        await KeepAsync(pending);

        _setup.Store.Bucket.Objects.Values.Should().Contain(one => one.Bytes.Length == 3);
    }

    [Theory]
    [MemberData(nameof(Proxies))]
    public async Task TagsThatAProxyAnswers_AreNotBelieved(int status)
    {
        var pending = await StorePendingAsync();
        _setup.Store.Script = (request, _) => request.Query.ContainsKey("tagging")
            ? Twist.Answers(new RawReply(status))
            : null;

        (await KeepAsync(pending)).Should().BeOfType<S3StoreException>();

        _setup.Store.Bucket.Objects.Keys.Should().Equal(pending.PendingKey);
    }

    public ValueTask DisposeAsync() => _setup.DisposeAsync();

    private Task<StoredFile> StorePendingAsync() => _setup.Service.StoreAsync(
        new FileUploadRequest("a.bin", UploadOutcome.ContentType, new byte[] { 1, 2, 3 })
        {
            Pending = true,
            Tags = new Dictionary<string, string> { ["kind"] = "report" },
        });

    private async Task<Exception?> KeepAsync(StoredFile pending)
    {
        try
        {
            await _setup.Service.KeepAsync(pending.Key);
            return null;
        }
        catch (S3StoreException failure)
        {
            return failure;
        }
    }
}
