using Discovitas.S3.TestSupport.Http;
using Discovitas.S3.TestSupport.Inspecting;

namespace Discovitas.S3.Tests.Direct;

/// <summary>
/// What a client has sent to the store is kept only once it is inspected, and the bytes that are kept are those that
/// were inspected.
/// </summary>
public sealed class DirectInspectionTests : IAsyncLifetime
{
    private const string Form = "form";
    private const string Put = "put";
    private const string Parts = "parts";

    private static readonly HttpClient Http = new();

    private readonly Dictionary<string, string> _tags = new() { ["kind"] = "report" };
    private WireStore _store = null!;

    public async Task InitializeAsync() => _store = await WireStore.StartAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData(Form)]
    [InlineData(Put)]
    [InlineData(Parts)]
    public async Task Complete_OfAFileThatIsAccepted_KeepsIt_HoweverOften(string way)
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
        (await _store.TagsAsync(file.Key)).Should().Equal(_tags);
        var head = await _store.HeadAsync(file.Key);
        head.Headers.CacheControl.Should().Be("max-age=60");
        head.Metadata["who"].Should().Be("x");
    }

    // As the endpoints do, whose tokens hold no headers.
    [Fact]
    public async Task Complete_OfPartsWithATicketWithoutHeaders_KeepsThoseThatItWasStartedWith()
    {
        var (service, ticket, _) = await SendAsync(Parts, new ScriptedInspector());

        await service.Direct.CompleteAsync(ticket with { Headers = new Dictionary<string, string>() });

        (await _store.HeadAsync(ticket.Key)).Headers.CacheControl.Should().Be("max-age=60");
    }

    [Theory]
    [InlineData(Form)]
    [InlineData(Put)]
    [InlineData(Parts)]
    public async Task Complete_OfAFileThatIsRejected_RemovesIt(string way)
    {
        var (service, ticket, _) = await SendAsync(way, new ScriptedInspector(() => "It is evil."));

        (await service.Invoking(s => s.Direct.CompleteAsync(ticket))
            .Should().ThrowAsync<UploadRejectedException>().WithMessage("It is evil."))
            .Which.Reason.Should().Be(UploadRejectionReason.RejectedByInspector);

        (await _store.LeftAsync()).Should().BeEmpty();
        var again = (await service.Invoking(s => s.Direct.CompleteAsync(ticket)).Should().ThrowAsync<Exception>()).Which;
        var isMissing = again is S3StoreException { IsMissing: true }
            or UploadRejectedException { Reason: UploadRejectionReason.Incomplete };
        isMissing.Should().BeTrue();
    }

    [Theory]
    [InlineData(Form)]
    [InlineData(Parts)]
    public async Task Complete_WithAnInspectorThatFails_KeepsNothing_AndWorksLater(string way)
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
        var (service, ticket, sendAsync) = await SendAsync(Put, inspector);
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
        var (service, ticket, _) = await SendAsync(Put, new TagInspector(tag, _store.Time));
        await _store.TagAsync(Pending(ticket), tag.TagName, tag.ExpectedValue);

        await service.Invoking(s => s.Direct.CompleteAsync(ticket)).Should().ThrowAsync<UploadInspectionException>();

        (await _store.LeftAsync()).Should().Equal(Pending(ticket));
    }

    [Theory]
    [InlineData(Form)]
    [InlineData(Parts)]
    public async Task Accept_OfAFileThatIsAccepted_AsksTheAppOnce(string way)
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
    [InlineData(Form)]
    [InlineData(Parts)]
    public async Task Accept_OfAFileThatTheAppDoesNotAccept_CanBeRepeated(string way)
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
        var (service, ticket, _) = await SendAsync(Form, inspector);

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
        var (service, aborted, _) = await SendAsync(Parts, inspector);
        await service.Direct.AbortAsync(aborted);
        (await _store.LeftAsync()).Should().BeEmpty();
        var (_, ticket, _) = await SendAsync(Parts, inspector, service);
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

    // Returns what sends other bytes in the same way.
    private async Task<(S3Service Service, DirectUploadTicket Ticket, Func<byte[], Task> SendAsync)> SendAsync(
        string way, IUploadInspector inspector, S3Service? service = null)
    {
        service ??= _store.Inspecting(inspector, settings => settings.SupportsPostPolicy = way == Form);
        var request = new DirectUploadRequest("a.txt", "text/plain")
        {
            Size = 10,
            CacheControl = "max-age=60",
            Metadata = new Dictionary<string, string> { ["who"] = "x" },
            Tags = _tags,
        };
        DirectUploadTicket ticket;
        SignedRequest signed;
        if (way == Parts)
        {
            ticket = await service.Direct.StartMultipartAsync(request);
            signed = await service.Direct.SignPartAsync(ticket, 1);
        }
        else
        {
            var upload = await service.Direct.CreateAsync(way == Form ? request : request with { Tags = null });
            (ticket, signed) = (upload.Ticket with { Tags = _tags }, upload.Request);
        }

        await SendAsync(signed, Bytes(10));
        return (service, ticket, bytes => SendAsync(signed, bytes));
    }

    private static async Task SendAsync(SignedRequest signed, byte[] bytes)
    {
        using var request = new HttpRequestMessage(new HttpMethod(signed.Method), signed.Url)
        {
            Content = signed.Method == "POST"
                ? BrowserForm.Create(signed.Fields, bytes)
                : new ByteArrayContent(bytes),
        };
        foreach (var (name, value) in signed.Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value)
                || request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        response.IsSuccessStatusCode.Should().BeTrue(await response.Content.ReadAsStringAsync());
    }
}
