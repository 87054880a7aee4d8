using Discovitas.S3.TestSupport.Inspecting;

namespace Discovitas.S3.Tests.Direct;

/// <summary>
/// An inspection may take longer than another process needs to inspect the same file and have it accepted: the file is
/// accepted once, and nothing that the app has accepted or deleted is stored again.
/// </summary>
public sealed class DirectInspectionRaceTests : IAsyncLifetime
{
    private readonly List<string> _accepted = [];
    private WireStore _store = null!;

    public async Task InitializeAsync() => _store = await WireStore.StartAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData(UploadWay.Form)]
    [InlineData(UploadWay.Parts)]
    public async Task Accept_OfAFileThatAnotherProcessHasAcceptedMeanwhile_ReturnsIt(UploadWay way)
    {
        var (slow, quick, ticket) = await SendAsync(way, (other, its) => AcceptAsync(other, its, "quick"));

        var file = await AcceptAsync(slow, ticket, "slow");

        (await AcceptAsync(quick, ticket, "again")).Should().BeEquivalentTo(file);
        _accepted.Should().Equal("quick");
        (await _store.LeftAsync()).Should().Equal(ticket.Key);
        SameBytes(await _store.ReadAsync(ticket.Key), Bytes(10));
    }

    [Theory]
    [InlineData(UploadWay.Form)]
    [InlineData(UploadWay.Parts)]
    public async Task Accept_OfAFileThatWasAcceptedAndDeletedMeanwhile_DoesNotStoreItAgain(UploadWay way)
    {
        var (slow, _, ticket) = await SendAsync(way, async (other, its) =>
        {
            await AcceptAsync(other, its, "quick");
            await other.DeleteAsync(its.Key);
        });

        await slow.Awaiting(service => AcceptAsync(service, ticket, "slow"))
            .Should().ThrowAsync<UploadRejectedException>();

        _accepted.Should().Equal("quick");
        (await _store.LeftAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(UploadWay.Form)]
    [InlineData(UploadWay.Parts)]
    public async Task Complete_ThatIsCancelledDuringTheInspection_KeepsNothing_AndWorksLater(UploadWay way)
    {
        using var cancel = new CancellationTokenSource();
        var (slow, quick, ticket) = await SendAsync(way, (_, _) => cancel.CancelAsync());

        await slow.Invoking(service => service.Direct.CompleteAsync(ticket, cancellationToken: cancel.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        (await _store.LeftAsync()).Should().ContainSingle().Which.Should().StartWith("pending/");
        await quick.Direct.CompleteAsync(ticket);
        (await _store.LeftAsync()).Should().Equal(ticket.Key);
    }

    // Two processes with one store. Something happens while the first one inspects.
    private async Task<(S3Service Slow, S3Service Quick, DirectUploadTicket Ticket)> SendAsync(
        UploadWay way, Func<S3Service, DirectUploadTicket, Task> meanwhileAsync)
    {
        var quick = _store.Inspecting(new ScriptedInspector());
        var (ticket, _) = await SentUpload.CreateAsync(quick, way);
        var slow = _store.Inspecting(new ScriptedInspector(async (_, _) =>
        {
            await meanwhileAsync(quick, ticket);
            return null;
        }));
        return (slow, quick, ticket);
    }

    private Task<StoredFile> AcceptAsync(S3Service service, DirectUploadTicket ticket, string name) =>
        service.Direct.AcceptAsync(ticket, _ =>
        {
            _accepted.Add(name);
            return Task.CompletedTask;
        });
}
