using Amazon.S3.Model;
using Discovitas.S3.TestSupport.Streams;

namespace Discovitas.S3.ContractTests;

/// <summary>What goes up is there, byte for byte and header for header, however it went.</summary>
public sealed class UploadContract : IDisposable
{
    private static readonly HttpClient Http = new();

    private static readonly string[] Described =
        ["content-type", "cache-control", "content-disposition", "content-encoding"];

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [EveryStore]
    public async Task AFileOfAnySizeAndKind_IsThereWithTheSameBytes(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        foreach (var size in new[] { 0, 1, PartSize - 1, PartSize, PartSize + 1, (2 * PartSize) + 7 })
        {
            var bytes = Bytes(size);
            foreach (var content in await ContentsAsync(bytes))
            {
                var file = await store.Service.StoreAsync(store.Request(content));

                var metadata = await store.Service.GetMetadataAsync(file.Key);
                metadata!.Size.Should().Be(size);
                metadata.ETag.Should().Be(file.ETag);
                SameBytes(await store.ReadAsync(file.Url), bytes);
            }
        }

        (await store.LeftAsync()).Should().HaveCount(24).And.NotContain(left => left.StartsWith("upload "));
    }

    [EveryStore]
    public async Task TheSameRequest_InOnePartOrInTwo_HasTheSameHeadersMetadataAndTags(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var seen = new List<Dictionary<string, string>>();
        UploadContent[] contents =
        [
            Bytes(PartSize),
            Bytes(PartSize + 1),
            new UnseekableStream(Bytes(PartSize)),
            new UnseekableStream(Bytes(PartSize + 1)),
        ];
        foreach (var content in contents)
        {
            var request = store.Request(content, "gpj.ä☕.html", "Text/HTML; charset=\"UTF-8\"") with
            {
                CacheControl = "public, max-age=60",
                KeepFileName = true,
                Metadata = new Dictionary<string, string>
                {
                    ["Who"] = " Jürgen ☕ =?x?= ",
                    ["empty"] = "",
                    ["plain"] = "plain",
                },
                Tags = new Dictionary<string, string> { ["kind"] = "a b/c" },
            };
            seen.Add(await DescribeAsync(store, await store.Service.StoreAsync(request)));
        }

        seen[0]["content-type"].Should().Be("text/html; charset=utf-8");
        seen[0]["cache-control"].Should().Be("public, max-age=60");
        seen[0]["content-disposition"]
            .Should().Be("attachment; filename=\"gpj.__.html\"; filename*=UTF-8''gpj.%C3%A4%E2%98%95.html");
        seen[0]["meta who"].Should().Be(" Jürgen ☕ =?x?= ");
        seen[0]["meta empty"].Should().BeEmpty();
        seen[0]["tag kind"].Should().Be("a b/c");
        seen.Should().AllSatisfy(described => described.Should().Equal(seen[0]));
    }

    [EveryStore]
    public async Task ThePublicUrl_CanBeReadByAnyone(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var bytes = Bytes(1000);

        var url = await store.Service.UploadAsync(store.Request(bytes, "example.jpg", "image/jpeg"));

        using var answer = await Http.GetAsync(new Uri(url));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("image/jpeg");
        SameBytes(await answer.Content.ReadAsByteArrayAsync(), bytes);
    }

    [EveryStore]
    public async Task HostileNames_AllBecomeKeysOfTheGrammar(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        string[] names =
        [
            "a.php\0.jpg", "../../x.png", "..\\..\\x.png", "a\r\nX: y.png", "", "...", "a.jpg ",
            new string('a', 100_000) + ".png", "gpj.\u202Eexe", "\uD800.png",
        ];

        foreach (var hostile in names)
        {
            var file = await store.Service.StoreAsync(store.Request(Bytes(3), hostile));

            file.Key.Should().MatchRegex("^uploads/contract/[0-9a-f]{32}/[0-9a-f-]{36}(\\.[A-Za-z0-9]{1,16})?$");
            (await store.Service.ExistsAsync(file.Url)).Should().BeTrue();
        }
    }

    [EveryStore]
    public async Task OneRequest_CanBeStoredManyTimesAtOnce(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var bytes = Bytes(PartSize + 3);
        var request = store.Request(bytes);

        var files = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.Service.StoreAsync(request)));

        files.Select(file => file.Key).Should().OnlyHaveUniqueItems();
        foreach (var file in files)
        {
            SameBytes(await store.ReadAsync(file.Key), bytes);
        }
    }

    private async Task<UploadContent[]> ContentsAsync(byte[] bytes)
    {
        await File.WriteAllBytesAsync(_path, bytes);
        return [bytes, new MemoryStream(bytes), new UnseekableStream(bytes), UploadContent.FromFile(_path)];
    }

    private static async Task<Dictionary<string, string>> DescribeAsync(Store store, StoredFile file)
    {
        using var head = await Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, file.Url));
        var described = head.Content.Headers.Concat(head.Headers)
            .Where(header => Described.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(",", header.Value));
        foreach (var (key, value) in (await store.Service.GetMetadataAsync(file.Key))!.Metadata)
        {
            described["meta " + key] = value;
        }

        var request = new GetObjectTaggingRequest { BucketName = store.Settings.Bucket, Key = file.Key };
        foreach (var tag in (await store.Client.GetObjectTaggingAsync(request)).Tagging ?? [])
        {
            described["tag " + tag.Key] = tag.Value;
        }

        return described;
    }
}
