using Discovitas.S3.TestSupport.Inspecting;

namespace Discovitas.S3.Tests.Direct;

/// <summary>
/// What a client has sent to the store is kept only once it is inspected, and the bytes that are kept are those that
/// were inspected.
/// </summary>
public sealed class DirectInspectionTests : IAsyncLifetime
{
    private WireStore _store = null!;

    public async Task InitializeAsync() => _store = await WireStore.StartAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData(UploadWay.Form)]
    [InlineData(UploadWay.Put)]
    [InlineData(UploadWay.Parts)]
    public async Task Complete_OfAFileThatIsAccepted_KeepsIt_HoweverOften(UploadWay way)
    {
        var inspector = new ScriptedInspector();
        var (service, ticket, _) = await SendAsync(way, inspector);

        var file = await service.Direct.CompleteAsync(ticket);

        (await service.Direct.CompleteAsync(ticket)).Should().BeEquivalentTo(file);
        (file.Key, file.Size, file.ContentType).Should().Be((ticket.Key, 10L, "text/plain"));
        (await _store.LeftAsync()).Should().Equal(file.Key);
        SameBytes(await _store.ReadAsync(file.Key), Bytes(10));
        SameBytes(inspector.Contents.Single(), Bytes(10));
        var found = inspector.Files.Single();
        (found.Key, found.FileName, found.Size, found.ContentType)
            .Should().Be((file.Key, "a.txt", 10L, "text/plain"));
        (await _store.TagsAsync(file.Key)).Should().Equal(SentUpload.Tags);
        var head = await _store.HeadAsync(file.Key);
        head.Headers.CacheControl.Should().Be("max-age=60");
        head.Metadata["who"].Should().Be("x");
    }

    // As the endpoints do, whose tokens hold no headers.
    [Fact]
    public async Task Complete_OfPartsWithATicketWithoutHeaders_KeepsThoseThatItWasStartedWith()
    {
        var (service, ticket, _) = await SendAsync(UploadWay.Parts, new ScriptedInspector());

        await service.Direct.CompleteAsync(ticket with { Headers = new Dictionary<string, string>() });

        (await _store.HeadAsync(ticket.Key)).Headers.CacheControl.Should().Be("max-age=60");
    }

    [Theory]
    [InlineData(UploadWay.Form)]
    [InlineData(UploadWay.Put)]
    [InlineData(UploadWay.Parts)]
    public async Task Complete_OfAFileThatIsRejected_RemovesIt(UploadWay way)
    {
        var (service, ticket, _) = await SendAsync(way, new ScriptedInspector(() => "It is evil."));

        (await service.Invoking(s => s.Direct.CompleteAsync(ticket))
            .Should().ThrowAsync<UploadRejectedException>().WithMessage("It is evil."))
            .Which.Reason.Should().Be(UploadRejectionReason.RejectedByInspector);

        (await _store.LeftAsync()).Should().BeEmpty();
        var again = await service.Invoking(s => s.Direct.CompleteAsync(ticket)).Should().ThrowAsync<Exception>();
        var isMissing = again.Which is S3StoreException { IsMissing: true }
            or UploadRejectedException { Reason: UploadRejectionReason.Incomplete };
        isMissing.Should().BeTrue();
    }

    [Theory]
    [InlineData(UploadWay.Form)]
    [InlineData(UploadWay.Parts)]
    public async Task Complete_WithAnInspectorThatFails_KeepsNothing_AndWorksLater(UploadWay way)
    {
        var isDown = true;
        var inspector = new ScriptedInspector(() => isDown ? throw new IOException() : null);
        var (service, ticket, _) = await SendAsync(way, inspector);

        await service.Invoking(s => s.Direct.CompleteAsync(ticket)).Should().ThrowAsync<UploadInspectionException>();

        (await _store.LeftAsync()).Should().Equal(Pending(ticket));
        isDown = false;
        await service.Direct.CompleteAsync(ticket);
        (await _store.LeftAsync()).Should().Equal(ticket.Key);
        SameBytes(await _store.ReadAsync(ticket.Key), Bytes(10));
    }

    [Fact]
    public async Task Complete_OfBytesThatAreSwappedDuringTheInspection_KeepsThoseThatWereInspected()
    {
        Func<Task> swap = () => Task.CompletedTask;
        var inspector = new ScriptedInspector(async (_, _) =>
        {
            await swap();
            return null;
        });
        var (service, ticket, sendAsync) = await SendAsync(UploadWay.Put, inspector);
        swap = () => sendAsync(new byte[10]);

        await service.Direct.CompleteAsync(ticket);

        SameBytes(await _store.ReadAsync(ticket.Key), Bytes(10));
        SameBytes(inspector.Contents.Single(), Bytes(10));
        (await _store.LeftAsync()).Should().Equal(ticket.Key);
    }

    [Fact]
    public async Task Complete_OfAFileWhoseClientHasSetTheTagOfTheScanner_IsNotReleasedByIt()
    {
        var tag = new TagInspectorOptions();
        var (service, ticket, _) = await SendAsync(UploadWay.Put, new TagInspector(tag, _store.Time));
        await _store.TagAsync(Pending(ticket), tag.TagName, tag.ExpectedValue);

        await service.Invoking(s => s.Direct.CompleteAsync(ticket)).Should().ThrowAsync<UploadInspectionException>();

        (await _store.LeftAsync()).Should().Equal(Pending(ticket));
    }

    [Theory]
    [InlineData(UploadWay.Form)]
    [InlineData(UploadWay.Parts)]
    public async Task Accept_OfAFileThatIsAccepted_AsksTheAppOnce(UploadWay way)
    {
        var (service, ticket, _) = await SendAsync(way, new ScriptedInspector());
        var accepted = 0;
        Task AcceptAsync() => service.Direct.AcceptAsync(ticket, _ =>
        {
            accepted++;
            return Task.CompletedTask;
        });

        await Task.WhenAll(AcceptAsync(), AcceptAsync());
        await AcceptAsync();

        accepted.Should().Be(1);
        (await _store.LeftAsync()).Should().Equal(ticket.Key);
    }

    [Theory]
    [InlineData(UploadWay.Form)]
    [InlineData(UploadWay.Parts)]
    public async Task Accept_OfAFileThatTheAppDoesNotAccept_CanBeRepeated(UploadWay way)
    {
        var (service, ticket, _) = await SendAsync(way, new ScriptedInspector());

        await service.Invoking(s => s.Direct.AcceptAsync(ticket, _ => throw new InvalidOperationException()))
            .Should().ThrowAsync<InvalidOperationException>();

        (await _store.LeftAsync()).Should().Equal(Pending(ticket));
        await service.Direct.AcceptAsync(ticket, _ => Task.CompletedTask);
        (await _store.LeftAsync()).Should().Equal(ticket.Key);
    }

    [Fact]
    public async Task Complete_OfAFileThatBreaksARule_IsRejectedBeforeItIsInspected()
    {
        var inspector = new ScriptedInspector();
        var (service, ticket, _) = await SendAsync(UploadWay.Form, inspector);

        await service.Invoking(s => s.Direct.CompleteAsync(ticket with { Size = 11 }))
            .Should().ThrowAsync<UploadRejectedException>();

        inspector.Files.Should().BeEmpty();
        (await _store.LeftAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Complete_OfPartsThatAreNotThere_IsIncomplete_AndTheUploadGoesOn()
    {
        var service = _store.Inspecting(new ScriptedInspector());
        var ticket = await service.Direct.StartMultipartAsync(new DirectUploadRequest("a.txt", "text/plain"));

        (await service.Invoking(s => s.Direct.CompleteAsync(ticket)).Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.Incomplete);

        (await service.Direct.ListPartsAsync(ticket)).Should().BeEmpty();
    }

    [Fact]
    public async Task Abort_OfParts_LeavesNothing_ButIsRejectedOnceTheyAreAFile()
    {
        var isDown = true;
        var inspector = new ScriptedInspector(() => isDown ? throw new IOException() : null);
        var (service, aborted, _) = await SendAsync(UploadWay.Parts, inspector);
        await service.Direct.AbortAsync(aborted);
        (await _store.LeftAsync()).Should().BeEmpty();
        var (ticket, _) = await SentUpload.CreateAsync(service, UploadWay.Parts);
        await service.Invoking(s => s.Direct.CompleteAsync(ticket)).Should().ThrowAsync<UploadInspectionException>();

        await ShouldBeCompletedAsync();
        isDown = false;
        await service.Direct.CompleteAsync(ticket);
        await ShouldBeCompletedAsync();

        async Task ShouldBeCompletedAsync() => (await service.Invoking(s => s.Direct.AbortAsync(ticket))
            .Should().ThrowAsync<UploadRejectedException>()).Which.Reason.Should().Be(UploadRejectionReason.Completed);
    }

    private static string Pending(DirectUploadTicket ticket) =>
        ticket.Key.Replace("uploads/", "pending/", StringComparison.Ordinal);

    private async Task<(S3Service Service, DirectUploadTicket Ticket, Func<byte[], Task> SendAsync)> SendAsync(
        UploadWay way, IUploadInspector inspector)
    {
        var service = _store.Inspecting(inspector, settings => settings.SupportsPostPolicy = way is UploadWay.Form);
        var sent = await SentUpload.CreateAsync(service, way);
        return (service, sent.Ticket, sent.SendAgainAsync);
    }
}
