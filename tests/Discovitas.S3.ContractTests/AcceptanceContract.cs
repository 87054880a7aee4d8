using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.ContractTests;

/// <summary>Two instances of an app on one store: a direct upload is accepted once, and stays.</summary>
public sealed class AcceptanceContract
{
    private const int Size = 1000;
    private const int Rounds = 3;

    // As an app with an ordinary unique index on the key.
    private readonly ConcurrentDictionary<string, int> _table = new();
    private int _calls;

    [EveryStore(Except = [StoreKind.CephTls])]
    [StoreData(false)]
    [StoreData(true)]
    public async Task TwoInstancesAtOnce_AcceptOnce_AndTheFileStays(StoreKind kind, bool inParts)
    {
        await using var store = await Store.OpenAsync(kind);
        var other = new S3Service(store.Client, Options.Create(store.Settings));
        for (var round = 0; round < Rounds; round++)
        {
            var ticket = await SendAsync(store, inParts);

            var files = await Task.WhenAll(
                store.Service.Direct.AcceptAsync(ticket, InsertAsync),
                other.Direct.AcceptAsync(ticket, InsertAsync));

            files.Select(file => file.Key).Should().AllBe(ticket.Key);
            (await other.Direct.AcceptAsync(ticket, InsertAsync)).Key.Should().Be(ticket.Key);
        }

        _calls.Should().Be(Rounds);
        (await store.LeftAsync()).Should().BeEquivalentTo(_table.Keys);
    }

    [EveryStore(Except = [StoreKind.CephTls])]
    [StoreData(false)]
    [StoreData(true)]
    public async Task AFileThatIsNotAccepted_IsRemoved(StoreKind kind, bool inParts)
    {
        await using var store = await Store.OpenAsync(kind);
        var ticket = await SendAsync(store, inParts);

        await store.Service.Invoking(service => service.Direct.AcceptAsync(
            ticket, _ => throw new InvalidOperationException("The database is gone.")))
            .Should().ThrowAsync<InvalidOperationException>();

        (await store.Service.GetMetadataAsync(ticket.Key)).Should().BeNull();
        (await store.LeftAsync()).Should().HaveCount(inParts ? 0 : 1);
    }

    private async Task InsertAsync(StoredFile file)
    {
        Interlocked.Increment(ref _calls);
        await Task.Yield();
        if (!_table.TryAdd(file.Key, 1))
        {
            throw new InvalidOperationException("UNIQUE constraint failed: files.key");
        }

        await Task.Yield();
    }

    private static async Task<DirectUploadTicket> SendAsync(Store store, bool inParts)
    {
        var request = new DirectUploadRequest("a.pdf", "application/pdf") { Folder = store.Folder, Size = Size };
        if (inParts)
        {
            var ticket = await store.Service.Direct.StartMultipartAsync(request);
            await Browser.SendPartAsync(store.Service, ticket, 1, Bytes(Size));
            return ticket;
        }

        var upload = await store.Service.Direct.CreateAsync(request);
        using var answer = await Browser.SendAsync(upload, Bytes(Size));
        answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync());
        return upload.Ticket;
    }
}
