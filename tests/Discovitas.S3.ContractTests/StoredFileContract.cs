
namespace Discovitas.S3.ContractTests;

/// <summary>What can be done with a file that is there, and with one that is not.</summary>
public sealed class StoredFileContract
{
    private static readonly HttpClient Http = new();

    [EveryStore]
    public async Task AMissingFile_IsReportedAsMissing(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var key = $"uploads/{store.Folder}/{Guid.NewGuid()}.png";

        (await store.Service.GetMetadataAsync(key)).Should().BeNull();
        (await store.Service.ExistsAsync(key)).Should().BeFalse();
        await store.Service.DeleteAsync(key);
        await store.Service.DeleteAsync([key]);
        var failure = await store.Service.Invoking(s => s.OpenReadAsync(key)).Should().ThrowAsync<S3StoreException>();
        failure.Which.StatusCode.Should().Be(HttpStatusCode.NotFound);
        failure.Which.IsMissing.Should().BeTrue();
    }

    [EveryStore]
    public async Task AForbiddenFile_IsNotTakenForMissing(StoreKind kind)
    {
        await using var right = await OpenAsync(kind);
        await using var wrong = right.Misconfigured(settings => settings.SecretAccessKey = "wrong");
        var key = $"uploads/{right.Folder}/{Guid.NewGuid()}.png";

        await wrong.Service.Invoking(s => s.GetMetadataAsync(key)).Should().ThrowAsync<S3StoreException>();
        await wrong.Service.Invoking(s => s.ExistsAsync(key)).Should().ThrowAsync<S3StoreException>();
    }

    [EveryStore]
    public async Task ATemporaryUrl_ReadsTheFile_UnderTheNameAskedFor_UntilItExpires(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var bytes = Bytes(1000);
        var file = await store.Service.StoreAsync(store.Request(bytes, "a.txt", "text/plain"));
        var before = DateTimeOffset.UtcNow;

        var temporary = await store.Service.GetTemporaryUrlAsync(
            file.Key, TimeSpan.FromMinutes(10), "naïve \"plan\".txt");

        temporary.ExpiresAt.Should().BeCloseTo(before.AddMinutes(10), TimeSpan.FromSeconds(5));
        using var answer = await Http.GetAsync(new Uri(temporary.Url));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentDisposition!.FileNameStar.Should().Be("naïve \"plan\".txt");
        SameBytes(await answer.Content.ReadAsByteArrayAsync(), bytes);
        (await store.Service.ExistsAsync(temporary.Url)).Should().BeTrue("it is a URL that this service gave out");

        var longer = temporary.Url.Replace("X-Amz-Expires=", "X-Amz-Expires=1", StringComparison.Ordinal);
        using var tampered = await Http.GetAsync(new Uri(longer));
        tampered.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [EveryStore]
    public async Task ARange_IsRead_AndOneBehindTheEndFails(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var bytes = Bytes(1000);
        var file = await store.Service.StoreAsync(store.Request(bytes));

        await using var fromTen = await store.Service.OpenReadAsync(file.Key, 10);
        (fromTen.Offset, fromTen.Length, fromTen.Size).Should().Be((10, 990, 1000));
        (fromTen.ETag, fromTen.ContentType).Should().Be((file.ETag, file.ContentType));
        SameBytes(await ReadAllAsync(fromTen.Content), bytes[10..]);
        SameBytes(await store.ReadAsync(file.Key, 10, 1), bytes[10..11]);
        SameBytes(await store.ReadAsync(file.Key, 0, 5000), bytes);
        var failure = await store.Service.Invoking(s => s.OpenReadAsync(file.Key, 1000))
            .Should().ThrowAsync<S3StoreException>();
        failure.Which.ErrorCode.Should().Be("InvalidRange");
    }

    [EveryStore]
    public async Task MoreFilesThanAPageHolds_AreListedAndDeleted(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        const int count = 1005;
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, token) =>
        {
            var request = store.Request(Bytes(i % 3), "a.txt") with { Folder = $"{store.Folder}/{i % 2}" };
            await store.Service.UploadAsync(request, token);
        });

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

    [EveryStore]
    public async Task ADeletedFile_IsGone(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var url = await store.Service.UploadAsync(store.Request(Bytes(10)));

        await store.Service.DeleteAsync(url);

        (await store.Service.ExistsAsync(url)).Should().BeFalse();
    }
}
