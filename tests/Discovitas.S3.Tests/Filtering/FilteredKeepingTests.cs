using Discovitas.S3.Local;
using Discovitas.S3.Tests.Direct;
using Discovitas.S3.TestSupport.Filtering;
using Discovitas.S3.TestSupport.Inspecting;

namespace Discovitas.S3.Tests.Filtering;

/// <summary>
/// What clients have sent to the store, and what the app keeps later, passes the filters before it is kept: nothing
/// unfiltered ever has the key of a file.
/// </summary>
public sealed class FilteredKeepingTests : IAsyncLifetime
{
    private static readonly byte[] Small = SmallBytesFilter.Of(Bytes(10));

    private WireStore _store = null!;

    public async Task InitializeAsync() => _store = await WireStore.StartAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData(UploadWay.Form)]
    [InlineData(UploadWay.Put)]
    [InlineData(UploadWay.Parts)]
    public async Task Complete_KeepsWhatTheFilterReturns_HoweverOften(UploadWay way)
    {
        var filter = new SmallBytesFilter();
        var (service, ticket, _) = await SendAsync(way, filter);
        var images = new ImageRules { MaxWidth = 7 };

        var file = await service.Direct.CompleteAsync(ticket with { Images = images });

        (await service.Direct.CompleteAsync(ticket)).Should().BeEquivalentTo(file);
        (file.Key, file.Size, file.ContentType).Should().Be((ticket.Key, Small.Length, "text/plain"));
        file.Image!.Width.Should().Be(Small.Length);
        (await _store.LeftAsync()).Should().Equal(file.Key);
        SameBytes(await _store.ReadAsync(file.Key), Small);
        (filter.Files[0].FileName, filter.Files[0].Images).Should().Be(("a.txt", images));
        (await _store.TagsAsync(file.Key)).Should().Equal(SentUpload.Tags);
        var head = await _store.HeadAsync(file.Key);
        (head.Headers.CacheControl, head.Metadata["who"], head.ETag).Should().Be(("max-age=60", "x", file.ETag));
    }

    [Theory]
    [InlineData(UploadWay.Form)]
    [InlineData(UploadWay.Put)]
    [InlineData(UploadWay.Parts)]
    public async Task Complete_OfAFileThatTheFilterRejects_RemovesIt(UploadWay way)
    {
        var (service, ticket, _) = await SendAsync(way, new SmallBytesFilter(_ => "It is broken."));

        await service.Invoking(s => s.Direct.CompleteAsync(ticket))
            .Should().ThrowAsync<UploadRejectedException>().WithMessage("It is broken.");

        (await _store.LeftAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(S3Operation.GetObject)]
    [InlineData(S3Operation.PutObject)]
    public async Task Complete_IfTheStoreFailsWhileTheFileIsFiltered_KeepsNothing_AndWorksLater(S3Operation operation)
    {
        var (service, ticket, _) = await SendAsync(UploadWay.Form, new SmallBytesFilter());
        _store.OnCall = call => call.Operation != operation ? null
            : operation is S3Operation.GetObject ? S3Fault.CutResponse
            : S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied");

        await service.Invoking(s => s.Direct.CompleteAsync(ticket)).Should().ThrowAsync<S3StoreException>();

        (await _store.LeftAsync()).Should().Equal(Pending(ticket.Key));
        _store.OnCall = _ => null;
        await service.Direct.CompleteAsync(ticket);
        SameBytes(await _store.ReadAsync(ticket.Key), Small);
        (await _store.LeftAsync()).Should().Equal(ticket.Key);
    }

    // It is written in parts, and its copy has another ETag.
    [Fact]
    public async Task Complete_OfALongFile_KeepsWhatTheFilterReturns()
    {
        var service = _store.Extended(new S3Extensions { Filters = [new SmallBytesFilter()] });
        var (ticket, _) = await SentUpload.CreateAsync(service, UploadWay.Form, 3 * PartSize);

        var file = await service.Direct.CompleteAsync(ticket);

        SameBytes(await _store.ReadAsync(file.Key), SmallBytesFilter.Of(Bytes(3 * PartSize)));
        (await _store.LeftAsync()).Should().Equal(file.Key);
    }

    // By a client of the app that does not notice it.
    [Fact]
    public async Task Complete_OfAFileThatIsCutWhileItIsFiltered_IsAFailureOfTheStore()
    {
        var bytes = Bytes(10);
        var store = new StoreMock { OnGet = () => bytes[..9], OnHead = (request, _) => Task.FromResult(Sent(request)) };
        var service = store.Filtering(null, new SmallBytesFilter());
        var ticket = (await service.Direct.CreateAsync(new DirectUploadRequest("a.txt", "text/plain"))).Ticket;

        await service.Invoking(s => s.Direct.CompleteAsync(ticket)).Should().ThrowAsync<S3StoreException>();

        store.Calls.Should().NotContain("Put");
        store.Mock.Verify(
            s3 => s3.DeleteObjectAsync(
                It.Is<DeleteObjectRequest>(request => request.Key == Pending(ticket.Key)),
                It.IsAny<CancellationToken>()),
            Times.Never);

        GetObjectMetadataResponse Sent(GetObjectMetadataRequest request)
        {
            if (!request.Key.StartsWith("pending/", StringComparison.Ordinal))
            {
                throw Error(HttpStatusCode.NotFound, "NotFound");
            }

            var head = Head(bytes);
            head.Headers.ContentType = "text/plain";
            return head;
        }
    }

    // A client sends other bytes at the moment at which the first are read.
    [Fact]
    public async Task Complete_OfBytesThatAreSwappedMeanwhile_KeepsFilteredBytes()
    {
        Func<byte[], Task> sendAsync = _ => Task.CompletedTask;
        var inspector = new ScriptedInspector(async (_, _) =>
        {
            await sendAsync([.. Enumerable.Repeat((byte)200, 10)]);
            return null;
        });
        var service = _store.Extended(
            new S3Extensions { Filters = [new SmallBytesFilter()], Inspectors = [inspector] },
            settings => settings.SupportsPostPolicy = false);
        (var ticket, sendAsync) = await SentUpload.CreateAsync(service, UploadWay.Put);

        await service.Direct.CompleteAsync(ticket);

        SameBytes(await _store.ReadAsync(ticket.Key), Small);
        SameBytes(inspector.Contents.Single(), Small);
        (await _store.LeftAsync()).Should().Equal(ticket.Key);
    }

    [Theory]
    [InlineData(UploadWay.Form)]
    [InlineData(UploadWay.Parts)]
    public async Task Accept_OfAFileThatTheAppDoesNotAccept_CanBeRepeated(UploadWay way)
    {
        var (service, ticket, _) = await SendAsync(way, new SmallBytesFilter());
        var accepted = new List<StoredFile>();

        await service.Invoking(s => s.Direct.AcceptAsync(ticket, _ => throw new InvalidOperationException()))
            .Should().ThrowAsync<InvalidOperationException>();
        (await _store.LeftAsync()).Should().Equal(Pending(ticket.Key));
        var file = await service.Direct.AcceptAsync(ticket, one =>
        {
            accepted.Add(one);
            return Task.CompletedTask;
        });

        accepted.Should().Equal(file);
        file.Image!.Width.Should().Be(Small.Length);
        (await _store.LeftAsync()).Should().Equal(ticket.Key);
    }

    [Fact]
    public async Task Abort_OfParts_LeavesNothing()
    {
        var (service, ticket, _) = await SendAsync(UploadWay.Parts, new SmallBytesFilter());

        await service.Direct.AbortAsync(ticket);

        (await _store.LeftAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Keep_KeepsWhatTheFilterReturns_HoweverOften()
    {
        var filter = new SmallBytesFilter();
        var service = _store.Extended(new S3Extensions { Filters = [filter] });
        var pending = await service.StoreAsync(Request(Bytes(10)) with { Pending = true });
        SameBytes(await _store.ReadAsync(pending.PendingKey!), Small);

        var file = await service.KeepAsync(pending.Key);

        (await service.KeepAsync(pending.Key)).Should().BeEquivalentTo(file);
        file.Should().BeEquivalentTo(pending with { PendingKey = null, ETag = file.ETag });
        (await _store.LeftAsync()).Should().Equal(file.Key);
    }

    // The app mistakes a direct upload for a file of its own.
    [Fact]
    public async Task Keep_OfWhatAClientHasSent_FiltersItToo()
    {
        var (service, ticket, _) = await SendAsync(UploadWay.Form, new SmallBytesFilter());

        await service.KeepAsync(ticket.Key);

        SameBytes(await _store.ReadAsync(ticket.Key), Small);
    }

    [Fact]
    public async Task Keep_OfAFileThatTheFilterRejects_RemovesIt()
    {
        var pending = await _store.Service().StoreAsync(Request(Bytes(10)) with { Pending = true });
        var service = _store.Extended(new S3Extensions { Filters = [new SmallBytesFilter(_ => "It is broken.")] });

        await service.Invoking(s => s.KeepAsync(pending.Key)).Should().ThrowAsync<UploadRejectedException>();

        (await _store.LeftAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Store_OfARepeatableUpload_IsOneFileWithItsPicture(bool awaits)
    {
        var service = _store.Extended(new S3Extensions { Filters = [new SmallBytesFilter()] });
        var request = Request(Bytes(10)) with { IdempotencyKey = "one", AwaitsAcceptance = awaits };

        var first = await StoreAsync();
        var again = await StoreAsync();

        again.Should().BeEquivalentTo(first with { IsReplay = true });
        first.Image!.Width.Should().Be(Small.Length);

        async Task<StoredFile> StoreAsync()
        {
            var file = await service.StoreAsync(request);
            return awaits ? await service.AcceptAsync(file, null) : file;
        }
    }

    [Fact]
    public async Task Accept_OfTwoAttemptsAtOnce_IsOneFileWithItsPicture()
    {
        var service = _store.Extended(new S3Extensions { Filters = [new SmallBytesFilter()] });
        var request = Request(Bytes(10)) with { IdempotencyKey = "one", AwaitsAcceptance = true };
        var attempts = new[] { await service.StoreAsync(request), await service.StoreAsync(request) };

        var first = await service.AcceptAsync(attempts[0], null);
        var second = await service.AcceptAsync(attempts[1], null);

        second.Should().BeEquivalentTo(first with { IsReplay = true });
        first.Image!.Width.Should().Be(Small.Length);
    }

    private static string Pending(string key) => key.Replace("uploads/", "pending/", StringComparison.Ordinal);

    private async Task<(S3Service Service, DirectUploadTicket Ticket, Func<byte[], Task> SendAsync)> SendAsync(
        UploadWay way, IContentFilter filter)
    {
        var service = _store.Extended(
            new S3Extensions { Filters = [filter] }, settings => settings.SupportsPostPolicy = way is UploadWay.Form);
        var sent = await SentUpload.CreateAsync(service, way);
        return (service, sent.Ticket, sent.SendAgainAsync);
    }
}
