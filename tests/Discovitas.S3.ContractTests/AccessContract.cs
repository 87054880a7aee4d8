using System.Net;
using Discovitas.S3.ContractTests.Support;
using static Discovitas.S3.ContractTests.Support.Store;

namespace Discovitas.S3.ContractTests;

/// <summary>A health check's question has the right answer of every store, and the right complaint.</summary>
public sealed class AccessContract
{
    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task AStoreThatCanBeUsed_IsFoundToBe_AndKeepsNothingOfTheQuestion(string name)
    {
        await using var store = await OpenAsync(name, settings => settings.KeyPrefix = $"contract/{Guid.NewGuid():N}/");

        await store.Service.CheckAccessAsync();

        (await store.Service.ListAsync().ToListAsync()).Should().BeEmpty();
        (await store.LeftAsync()).Should().BeEmpty();
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task AWrongSecret_IsSaidToBeWrong(string name)
    {
        await using var right = await OpenAsync(name);
        await using var wrong = await OpenAsync(name, settings => (settings.ServiceUrl, settings.SecretAccessKey) = (right.Settings.ServiceUrl, "wrong"), prepare: false);

        var failure = await wrong.Service.Invoking(s => s.CheckAccessAsync()).Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("SignatureDoesNotMatch");
        failure.Which.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        failure.Which.Message.Should().Contain("S3:SecretAccessKey");
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task AMissingBucket_IsSaidToBeMissing(string name)
    {
        await using var right = await OpenAsync(name);
        await using var wrong = await OpenAsync(name, settings => (settings.ServiceUrl, settings.Bucket) = (right.Settings.ServiceUrl, $"missing-{Guid.NewGuid():N}"), prepare: false);

        var failure = await wrong.Service.Invoking(s => s.CheckAccessAsync()).Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("NoSuchBucket");
        failure.Which.Message.Should().Contain("S3:Bucket");
    }
}
