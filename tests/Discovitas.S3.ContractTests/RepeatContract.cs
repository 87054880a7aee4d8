namespace Discovitas.S3.ContractTests;

/// <summary>Uploads that may be repeated: one object, whichever attempt stores it.</summary>
public sealed class RepeatContract
{
    private const int Attempts = 8;

    [EveryStore]
    [StoreData(1000)]
    [StoreData((5 * MiB) + 1)]
    public async Task AttemptsAtOnce_AreOneObject(StoreKind kind, int size)
    {
        await using var store = await OpenAsync(kind);
        var request = store.Request(Bytes(size), "a.bin", "application/octet-stream") with
        {
            IdempotencyKey = Guid.NewGuid().ToString(),
        };
        if (await FirstAsync(store, request) is not { } first)
        {
            return;
        }

        await store.Service.DeleteAsync(first.Key);
        var files = await Task.WhenAll(Enumerable.Range(0, Attempts).Select(_ => store.Service.StoreAsync(request)));

        files.Should().OnlyContain(file => file.Key == first.Key && file.Size == size);
        files.Count(file => !file.IsReplay).Should().BeLessThanOrEqualTo(1);
        SameBytes(await store.ReadAsync(first.Key), Bytes(size));
        (await store.LeftAsync()).Should().Equal(first.Key);
        var other = () => store.Service.StoreAsync(request with { Content = Bytes(size + 1) });
        (await other.Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.IdempotencyConflict);
        (await store.LeftAsync()).Should().Equal(first.Key);
    }

    // Null on a store without conditional writes, which says so and stores nothing.
    private static async Task<StoredFile?> FirstAsync(Store store, FileUploadRequest request)
    {
        try
        {
            return await store.Service.StoreAsync(request);
        }
        catch (S3StoreException missing) when (missing.ErrorCode is "NotImplemented")
        {
            missing.Message.Should().Contain("If-None-Match");
            (await store.LeftAsync()).Should().BeEmpty();
            return null;
        }
    }
}
