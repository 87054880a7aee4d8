using System.Net;
using Discovitas.S3.ContractTests.Support;
using static Discovitas.S3.ContractTests.Support.Content;
using static Discovitas.S3.ContractTests.Support.Store;

namespace Discovitas.S3.ContractTests;

/// <summary>What can be done with a file that is there, and with one that is not.</summary>
public sealed class StoredFileContract
{
    private static readonly HttpClient Http = new();

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task AMissingFile_IsMissing(string name)
    {
        await using var store = await OpenAsync(name);
        var key = $"uploads/{store.Folder}/{Guid.NewGuid()}.png";

        (await store.Service.GetMetadataAsync(key)).Should().BeNull();
        (await store.Service.ExistsAsync(key)).Should().BeFalse();
        await store.Service.DeleteAsync(key);
        await store.Service.DeleteAsync([key]);
        var failure = await store.Service.Invoking(s => s.OpenReadAsync(key)).Should().ThrowAsync<S3StoreException>();
        failure.Which.StatusCode.Should().Be(HttpStatusCode.NotFound);
        failure.Which.IsMissing.Should().BeTrue();
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task ForbiddenIsNotMissing(string name)
    {
        await using var right = await OpenAsync(name);
        await using var wrong = await OpenAsync(name, settings =>
        {
            settings.ServiceUrl = right.Settings.ServiceUrl;
            settings.SecretAccessKey = "wrong";
        }, prepare: false);
        var key = $"uploads/{right.Folder}/{Guid.NewGuid()}.png";

        await wrong.Service.Invoking(s => s.GetMetadataAsync(key)).Should().ThrowAsync<S3StoreException>();
        await wrong.Service.Invoking(s => s.ExistsAsync(key)).Should().ThrowAsync<S3StoreException>();
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task ATemporaryUrl_ReadsTheFile_UnderTheNameAskedFor_UntilItEnds(string name)
    {
        await using var store = await OpenAsync(name);
        var bytes = Bytes(1000);
        var file = await store.Service.StoreAsync(store.Request(bytes, "a.txt", "text/plain"));
        var before = DateTimeOffset.UtcNow;

        var temporary = await store.Service.GetTemporaryUrlAsync(file.Key, TimeSpan.FromMinutes(10), "naïve \"plan\".txt");

        temporary.ExpiresAt.Should().BeCloseTo(before.AddMinutes(10), TimeSpan.FromSeconds(5));
        using var answer = await Http.GetAsync(new Uri(temporary.Url));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentDisposition!.FileNameStar.Should().Be("naïve \"plan\".txt");
        ShouldBeSame(await answer.Content.ReadAsByteArrayAsync(), bytes);
        (await store.Service.ExistsAsync(temporary.Url)).Should().BeTrue("it is a URL that this service gave out");

        using var tampered = await Http.GetAsync(new Uri(temporary.Url.Replace("X-Amz-Expires=", "X-Amz-Expires=1", StringComparison.Ordinal)));
        tampered.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task ARange_IsRead_AndOneBehindTheEndIsRefused(string name)
    {
        await using var store = await OpenAsync(name);
        var bytes = Bytes(1000);
        var file = await store.Service.StoreAsync(store.Request(bytes));

        var fromTen = await store.Service.OpenReadAsync(file.Key, 10);
        (fromTen.Offset, fromTen.Length, fromTen.Size).Should().Be((10, 990, 1000));
        (fromTen.ETag, fromTen.ContentType).Should().Be((file.ETag, file.ContentType));
        ShouldBeSame(await ReadAsync(fromTen), bytes[10..]);
        ShouldBeSame(await ReadAsync(await store.Service.OpenReadAsync(file.Key, 10, 1)), bytes[10..11]);
        ShouldBeSame(await ReadAsync(await store.Service.OpenReadAsync(file.Key, 0, 5000)), bytes);
        var failure = await store.Service.Invoking(s => s.OpenReadAsync(file.Key, 1000)).Should().ThrowAsync<S3StoreException>();
        failure.Which.ErrorCode.Should().Be("InvalidRange");
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task MoreFilesThanAPageHolds_AreListedAndDeleted(string name)
    {
        await using var store = await OpenAsync(name);
        const int count = 1005;
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, token) =>
            await store.Service.UploadAsync(store.Request(Bytes(i % 3), "a.txt") with { Folder = $"{store.Folder}/{i % 2}" }, token));

        var all = await store.Service.ListAsync(store.Folder).ToListAsync();
        var half = await store.Service.ListAsync(store.Folder + "/1").ToListAsync();

        all.Should().HaveCount(count);
        all.Select(file => file.Key).Should().OnlyHaveUniqueItems().And.BeInAscendingOrder(StringComparer.Ordinal);
        all.Sum(file => file.Size).Should().Be(count);
        half.Should().HaveCount(502).And.OnlyContain(file => file.Key.StartsWith($"uploads/{store.Folder}/1/"));
        all[0].LastModified.Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));

        await store.Service.DeleteAsync(all.Select(file => file.Url));

        (await store.LeftAsync()).Should().BeEmpty();
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task ADeletedFile_IsGone(string name)
    {
        await using var store = await OpenAsync(name);
        var url = await store.Service.UploadAsync(store.Request(Bytes(10)));

        await store.Service.DeleteAsync(url);

        (await store.Service.ExistsAsync(url)).Should().BeFalse();
    }
}
