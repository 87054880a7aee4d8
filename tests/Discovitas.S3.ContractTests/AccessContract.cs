namespace Discovitas.S3.ContractTests;

/// <summary>A health check gets the right answer from every store, and the right advice.</summary>
public sealed class AccessContract
{
    [EveryStore]
    public async Task CheckAccess_OnAStoreThatWorks_Succeeds_AndLeavesNothing(StoreKind kind)
    {
        await using var store = await OpenAsync(
            kind, settings => settings.KeyPrefix = $"contract/{Guid.NewGuid():N}/");

        await store.Service.CheckAccessAsync();

        (await store.Service.ListAsync().ToListAsync()).Should().BeEmpty();
        (await store.LeftAsync()).Should().BeEmpty();
    }

    [EveryStore]
    public async Task CheckAccess_WithAWrongSecret_NamesTheSetting(StoreKind kind)
    {
        await using var right = await OpenAsync(kind);
        await using var wrong = right.Misconfigured(settings => settings.SecretAccessKey = "wrong");

        var failure = await wrong.Service.Invoking(s => s.CheckAccessAsync()).Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("SignatureDoesNotMatch");
        failure.Which.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        failure.Which.Message.Should().Contain("SecretAccessKey");
    }

    [EveryStore]
    public async Task CheckAccess_WithAMissingBucket_NamesTheSetting(StoreKind kind)
    {
        await using var right = await OpenAsync(kind);
        await using var wrong = right.Misconfigured(settings => settings.Bucket = $"missing-{Guid.NewGuid():N}");

        var failure = await wrong.Service.Invoking(s => s.CheckAccessAsync()).Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("NoSuchBucket");
        failure.Which.Message.Should().Contain("Bucket");
    }
}
