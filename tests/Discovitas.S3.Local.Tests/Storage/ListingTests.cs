using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Tests.Storage;

/// <summary>Listings by the index: they say what the folder holds.</summary>
public sealed class ListingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "")]
    [InlineData("", "/")]
    [InlineData("a", "/")]
    [InlineData("a/", "/")]
    [InlineData("a/b", "")]
    [InlineData("", "b/")]
    [InlineData("\uFF21", "a")]
    [InlineData("zzz", "/")]
    public async Task Pages_OfAnyPrefixAndDelimiter_AreThoseOfAModel(string prefix, string delimiter)
    {
        await using var scenario = await StartAsync();
        var keys = new SortedSet<string>(Utf8Order.Instance);
        var random = new Random(7);
        string[] pieces = ["a", "b", "/", "ab/", "\uFF21", "\U0001F600", "%", "a-", "//"];
        while (keys.Count < 60)
        {
            var key = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.GetItems(pieces, 1)[0]));
            if (keys.Add(key.TrimStart('/') + "x"))
            {
                await scenario.PutAsync(key.TrimStart('/') + "x", "x");
            }
        }

        var expected = keys
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => new ListingQuery(prefix, delimiter, "", Resumes: false, 1).Group(key) ?? key)
            .Distinct();
        foreach (var limit in new[] { 1, 3, 1000 })
        {
            (await AllAsync(scenario, prefix, delimiter, limit)).Should().Equal(expected, $"pages have {limit}");
        }
    }

    [Fact]
    public async Task Keys_WrittenAndDeletedBetweenPages_AppearAndDisappear()
    {
        await using var scenario = await StartAsync();
        foreach (var key in new[] { "a", "b", "c" })
        {
            await scenario.PutAsync(key, "x");
        }

        var first = await PageAsync(scenario, limit: 1, token: null);
        await scenario.S3.DeleteObjectAsync(scenario.Bucket, "b");
        await scenario.PutAsync("b2", "x");
        var second = await PageAsync(scenario, limit: 5, first.NextContinuationToken);

        second.S3Objects.Select(item => item.Key).Should().Equal("b2", "c");
    }

    [Fact]
    public async Task Keys_ThatAnotherServerChanges_AppearAndDisappear()
    {
        await using var one = await StartAsync();
        await using var two = await StartAsync();
        await one.PutAsync("a", "x");
        (await two.KeysAsync()).Should().Equal("a");
        await one.PutAsync("b/1", "x");
        await one.PutAsync("b//2", "x");

        (await two.KeysAsync()).Should().Equal("a", "b//2", "b/1");
        await two.S3.DeleteObjectAsync(two.Bucket, "a");
        (await one.KeysAsync()).Should().Equal("b//2", "b/1");
        await using var three = await StartAsync();
        (await three.KeysAsync()).Should().Equal("b//2", "b/1");
        await two.S3.DeleteObjectAsync(two.Bucket, "b/1");
        await two.S3.DeleteObjectAsync(two.Bucket, "b//2");

        await three.S3.DeleteBucketAsync(three.Bucket);
    }

    [Fact]
    public async Task Keys_WrittenByTwoServersDuringTheFirstListing_AreComplete()
    {
        await using var one = await StartAsync();
        await using var two = await StartAsync();
        string[] keys = [.. Enumerable.Range(0, 300).Select(n => $"{n % 9}/{n:D3}").Order(StringComparer.Ordinal)];
        await Task.WhenAll(keys[..150].Select(key => one.PutAsync(key, "x")));

        // All are written, the first half for the second time, while both walk the folder.
        await Task.WhenAll(
            Task.WhenAll(keys.Select(key => one.PutAsync(key, "y"))),
            Task.WhenAll(keys.Select(key => two.PutAsync(key, "y"))),
            one.KeysAsync(),
            two.KeysAsync());

        (await one.KeysAsync()).Should().Equal(keys);
        (await two.KeysAsync()).Should().Equal(keys);
    }

    [Fact]
    public async Task CommonPrefix_WhoseFilesWereDeletedByHand_IsNotListed()
    {
        await using var scenario = await StartAsync();
        foreach (var key in new[] { "a/1", "a/2", "b/1", "b/2", "c" })
        {
            await scenario.PutAsync(key, "x");
        }

        (await AllAsync(scenario, "", "/", 10)).Should().Equal("a/", "b/", "c");
        Directory.Delete(scenario.PathOf("a"), recursive: true);
        File.Delete(scenario.PathOf("b/1"));
        File.Delete(scenario.PathOf("c"));

        (await AllAsync(scenario, "", "/", 10)).Should().Equal("b/");
        (await PageAsync(scenario, limit: 1, token: null)).IsTruncated.Should().BeFalse("nothing follows b/2");
    }

    [Fact]
    public void Journal_ThatBeginsAgain_IsNoticedByThoseWhoReadIt()
    {
        var layout = new FolderLayout(_folder.Path);
        using var writersMark = new ServerMark(layout);
        using var readersMark = new ServerMark(layout);
        using var writer = new KeyJournal(layout, writersMark);
        using var reader = new KeyJournal(layout, readersMark);
        var read = new List<string>();
        bool Read() => reader.Read((bucket, key) => read.Add($"{bucket}/{Encoding.UTF8.GetString(key)}"));

        writer.Append("local", "a/b"u8);
        Read().Should().BeTrue();
        read.Should().Equal("local/a/b");
        var large = new byte[1024 * 1024];
        for (var n = 0; n < 17; n++)
        {
            writer.Append("local", large);
        }

        Read().Should().BeFalse("what was written before is lost");
        Read().Should().BeTrue();
        new FileInfo(Directory.GetFiles(layout.Locks, "*.keys").Single()).Length.Should().BeLessThan(17 * large.Length);
    }

    private Task<Scenario> StartAsync() => Scenario.StartAsync(new LocalS3Options { Folder = _folder.Path });

    private static Task<ListObjectsV2Response> PageAsync(Scenario scenario, int limit, string? token) =>
        scenario.S3.ListObjectsV2Async(
            new() { BucketName = scenario.Bucket, MaxKeys = limit, ContinuationToken = token });

    private static async Task<List<string>> AllAsync(Scenario scenario, string prefix, string delimiter, int limit)
    {
        var pages = scenario.S3.Paginators.ListObjectsV2(new ListObjectsV2Request
        {
            BucketName = scenario.Bucket,
            Prefix = prefix,
            Delimiter = delimiter,
            MaxKeys = limit,
        });
        var all = new List<string>();
        await foreach (var page in pages.Responses)
        {
            all.AddRange((page.S3Objects ?? []).Select(item => item.Key).Concat(page.CommonPrefixes ?? [])
                .Order(Utf8Order.Instance));
        }

        return all;
    }
}
