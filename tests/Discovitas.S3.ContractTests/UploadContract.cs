using Amazon.S3.Model;
using Discovitas.S3.ContractTests.Support;
using static Discovitas.S3.ContractTests.Support.Content;
using static Discovitas.S3.ContractTests.Support.Store;

namespace Discovitas.S3.ContractTests;

/// <summary>What goes up is there, byte for byte and header for header, however it went.</summary>
public sealed class UploadContract : IDisposable
{
    private static readonly HttpClient Http = new();

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task AFileOfAnySizeAndKind_IsThereWithTheSameBytes(string name)
    {
        await using var store = await OpenAsync(name);
        foreach (var size in new[] { 0, 1, PartSize - 1, PartSize, PartSize + 1, (2 * PartSize) + 7 })
        {
            var bytes = Bytes(size);
            foreach (var kind in new[] { "bytes", "seekable", "unseekable", "file" })
            {
                var file = await store.Service.StoreAsync(store.Request(Of(kind, bytes, _path)));

                var metadata = await store.Service.GetMetadataAsync(file.Key);
                metadata!.Size.Should().Be(size);
                metadata.ETag.Should().Be(file.ETag);
                ShouldBeSame(await ReadAsync(await store.Service.OpenReadAsync(file.Url)), bytes);
            }
        }

        (await store.LeftAsync()).Should().HaveCount(24).And.NotContain(left => left.StartsWith("upload "));
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task TheSameRequest_InOnePartOrInTwo_HasTheSameHeadersMetadataAndTags(string name)
    {
        await using var store = await OpenAsync(name);
        var seen = new List<Dictionary<string, string>>();
        UploadContent[] contents = [Bytes(PartSize), Bytes(PartSize + 1), new SourceStream(Bytes(PartSize)), new SourceStream(Bytes(PartSize + 1))];
        foreach (var content in contents)
        {
            var file = await store.Service.StoreAsync(store.Request(content, "gpj.ä☕.html", "Text/HTML; charset=\"UTF-8\"") with
            {
                CacheControl = "public, max-age=60",
                KeepFileName = true,
                Metadata = new Dictionary<string, string> { ["Who"] = " Jürgen ☕ =?x?= ", ["empty"] = "", ["plain"] = "plain" },
                Tags = new Dictionary<string, string> { ["kind"] = "a b/c" },
            });
            seen.Add(await DescribeAsync(store, file));
        }

        seen[0]["content-type"].Should().Be("text/html; charset=utf-8");
        seen[0]["cache-control"].Should().Be("public, max-age=60");
        seen[0]["content-disposition"].Should().Be("attachment; filename=\"gpj.__.html\"; filename*=UTF-8''gpj.%C3%A4%E2%98%95.html");
        seen[0]["meta who"].Should().Be(" Jürgen ☕ =?x?= ");
        seen[0]["meta empty"].Should().BeEmpty();
        seen[0]["tag kind"].Should().Be("a b/c");
        seen.Should().AllSatisfy(described => described.Should().Equal(seen[0]));
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task ThePublicUrl_CanBeReadByAnyone(string name)
    {
        await using var store = await OpenAsync(name);
        var bytes = Bytes(1000);

        var url = await store.Service.UploadAsync(store.Request(bytes, "example.jpg", "image/jpeg"));

        using var answer = await Http.GetAsync(new Uri(url));
        answer.StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("image/jpeg");
        ShouldBeSame(await answer.Content.ReadAsByteArrayAsync(), bytes);
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task HostileNames_AllBecomeKeysOfTheGrammar(string name)
    {
        await using var store = await OpenAsync(name);
        string[] names = ["a.php\0.jpg", "../../x.png", "..\\..\\x.png", "a\r\nX: y.png", "", "...", "a.jpg ", new string('a', 100_000) + ".png", "gpj.\u202Eexe", "\uD800.png"];

        foreach (var hostile in names)
        {
            var file = await store.Service.StoreAsync(store.Request(Bytes(3), hostile));

            file.Key.Should().MatchRegex("^uploads/contract/[0-9a-f]{32}/[0-9a-f-]{36}(\\.[A-Za-z0-9]{1,16})?$");
            (await store.Service.ExistsAsync(file.Url)).Should().BeTrue();
        }
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task OneRequest_CanBeStoredManyTimesAtOnce(string name)
    {
        await using var store = await OpenAsync(name);
        var bytes = Bytes(PartSize + 3);
        var request = store.Request(bytes);

        var files = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.Service.StoreAsync(request)));

        files.Select(file => file.Key).Should().OnlyHaveUniqueItems();
        foreach (var file in files)
        {
            ShouldBeSame(await ReadAsync(await store.Service.OpenReadAsync(file.Key)), bytes);
        }
    }

    private static async Task<Dictionary<string, string>> DescribeAsync(Store store, StoredFile file)
    {
        using var head = await Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, file.Url));
        var described = head.Content.Headers.Concat(head.Headers)
            .Where(header => header.Key.ToLowerInvariant() is "content-type" or "cache-control" or "content-disposition" or "content-encoding")
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(",", header.Value));
        foreach (var (key, value) in (await store.Service.GetMetadataAsync(file.Key))!.Metadata)
        {
            described["meta " + key] = value;
        }

        var tags = await store.Client.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = store.Settings.Bucket, Key = file.Key });
        foreach (var tag in tags.Tagging ?? [])
        {
            described["tag " + tag.Key] = tag.Value;
        }

        return described;
    }
}
