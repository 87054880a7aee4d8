using System.Text;
using Amazon.S3.Model;
using Discovitas.S3.Local.Storage;
using Discovitas.S3.Local.Tests.Support;

namespace Discovitas.S3.Local.Tests;

/// <summary>The folder: where objects lie, and that they stay.</summary>
public sealed class StorageTests
{
    /// <summary>Keys as they go over the wire, and where their data lies: at its own path or in the state directory.</summary>
    public static TheoryData<string, bool> Keys => new()
    {
        { "plain.txt", true },
        { "a/b/c.txt", true },
        { "with%20space%20%C3%A4%E6%97%A5.txt", true },
        { "a%2Bb&c=d;e@f", true },
        { ".hidden", true },
        { "..", false },
        { ".", false },
        { "../../../outside", false },
        { "..%2F..%2Foutside", false },
        { "a/../b", false },
        { "a/./b", false },
        { "a//b", false },
        { "/lead", false },
        { "trail/", false },
        { "C:%5Cwindows", false },
        { "..%5C..%5Coutside", false },
        { "dot.", false },
        { "space%20", false },
        { "%25", false },
        { "a%25.json", false },
        { "nul.txt", false },
        { "a/CON", false },
        { "star*?", false },
        { "%01", false },
        { "%7F", false },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Key_OfAnyKind_IsKeptByteForByteInsideTheFolder(string encoded, bool natural)
    {
        using var parent = new TemporaryFolder();
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { Folder = Path.Combine(parent.Path, "in", "side") });
        var target = $"/{scenario.Bucket}/{encoded.Replace("?", "%3F")}";
        var canonical = string.Join('/', target.Split('/').Select(segment => Uri.EscapeDataString(Uri.UnescapeDataString(segment))))
            .Replace("%2F..%2F", "/../").Replace("..%2F", "../");

        (await scenario.Raw.SendAsync(new RawRequest("PUT", target) { SignedPath = canonical, Body = Encoding.UTF8.GetBytes(encoded) })).Status.Should().Be(200);
        var got = await scenario.Raw.SendAsync(new RawRequest("GET", target) { SignedPath = canonical });

        got.Body.Should().Be(encoded);
        var listed = await scenario.Raw.SendAsync(new RawRequest("GET", $"/{scenario.Bucket}?encoding-type=url&list-type=2"));
        listed.Body.Should().Contain($"<Key>{canonical[($"/{scenario.Bucket}/".Length)..]}</Key>").And.Contain("<KeyCount>1</KeyCount>");
        Directory.GetFiles(Path.Combine(parent.Path, "in", "side", scenario.Bucket), "*", SearchOption.AllDirectories).Should().HaveCount(natural ? 1 : 0);
        Directory.GetFileSystemEntries(parent.Path, "*", SearchOption.AllDirectories).Should().NotContain(path => path.EndsWith("outside"));
        (await scenario.Raw.SendAsync(new RawRequest("DELETE", target) { SignedPath = canonical })).Status.Should().Be(204);
        (await scenario.Raw.SendAsync(new RawRequest("GET", target) { SignedPath = canonical })).Code.Should().Be("NoSuchKey");
    }

    [Theory]
    [InlineData("%FF")]
    [InlineData("%E4%F6")]
    [InlineData("a%2")]
    [InlineData("a%zz")]
    public async Task Key_ThatIsNoUtf8_IsRefused(string encoded)
    {
        await using var scenario = await Scenario.StartAsync();

        (await scenario.Raw.SendAsync(new RawRequest("GET", $"/{scenario.Bucket}/{encoded}"))).Code.Should().Be("InvalidURI");
    }

    [Fact]
    public async Task Keys_ThatWouldBeFileAndFolderAtOnce_LiveSideBySide()
    {
        await using var scenario = await Scenario.StartAsync();
        string[] keys = ["a", "a/b", "a/b/c", "x/y/z", "x/y", "x", "x.json", "x%.json/y"];
        foreach (var key in keys)
        {
            await scenario.PutAsync(key, key);
        }

        foreach (var key in keys)
        {
            (await scenario.GetAsync(key)).Should().Be(key);
        }

        (await scenario.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = scenario.Bucket })).S3Objects.Select(item => item.Key)
            .Should().Equal(keys.Order(StringComparer.Ordinal));
        foreach (var key in keys)
        {
            await scenario.S3.DeleteObjectAsync(scenario.Bucket, key);
            (await Scenario.FailureOf(() => scenario.GetAsync(key))).ErrorCode.Should().Be("NoSuchKey");
        }
    }

    [Fact]
    public async Task Keys_ThatDifferInCaseOnly_AreTwoObjects()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("dir/A.txt", "upper");
        await scenario.PutAsync("dir/a.txt", "lower");
        await scenario.PutAsync("DIR/a.txt", "third");

        (await scenario.GetAsync("dir/A.txt")).Should().Be("upper");
        (await scenario.GetAsync("dir/a.txt")).Should().Be("lower");
        (await scenario.GetAsync("DIR/a.txt")).Should().Be("third");
    }

    [Fact]
    public async Task Restart_OnTheSameFolder_KeepsObjectsUploadsAndAddress()
    {
        using var folder = new TemporaryFolder();
        string address, id;
        await using (var before = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path }))
        {
            address = before.Server.ServiceUrl;
            var put = new PutObjectRequest { BucketName = before.Bucket, Key = "a/k", ContentBody = "x", ContentType = "image/png" };
            put.Metadata["m"] = "1";
            await before.S3.PutObjectAsync(put);
            id = (await before.S3.InitiateMultipartUploadAsync(before.Bucket, "big")).UploadId;
        }

        await using var after = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path });

        after.Server.ServiceUrl.Should().Be(address);
        var head = await after.S3.GetObjectMetadataAsync(after.Bucket, "a/k");
        head.Headers.ContentType.Should().Be("image/png");
        head.Metadata["m"].Should().Be("1");
        (await after.S3.ListMultipartUploadsAsync(after.Bucket)).MultipartUploads.Should().ContainSingle().Which.UploadId.Should().Be(id);
    }

    [Fact]
    public async Task Restart_AfterACrashInTheMiddleOfAWrite_ShowsTheOldObjectOrTheNew()
    {
        using var folder = new TemporaryFolder();
        var place = new FolderLayout(folder.Path).Natural("local", "a/k")!;
        await using (var before = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path }))
        {
            await before.PutAsync("a/k", "old");
            await before.PutAsync("a/new", "the new one");
        }

        // new bytes are there, but nothing says yet that they count
        await File.WriteAllTextAsync(place.NextData, "the new one");
        await using (var after = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path }))
        {
            (await after.GetAsync("a/k")).Should().Be("old");
        }

        // now it is said
        var other = new FolderLayout(folder.Path).Natural("local", "a/new")!;
        await File.WriteAllTextAsync(place.NextSidecar, (await File.ReadAllTextAsync(other.Sidecar)).Replace("a/new", "a/k"));
        await using (var after = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path }))
        {
            (await after.S3.GetObjectMetadataAsync(after.Bucket, "a/k")).ETag.Should().Be((await after.S3.GetObjectMetadataAsync(after.Bucket, "a/new")).ETag);
            (await after.GetAsync("a/k")).Should().Be("the new one");
        }

        // and the data was moved, but its metadata was not
        File.Move(place.Sidecar, place.NextSidecar);
        await using var last = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path });
        (await last.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = last.Bucket })).S3Objects.Select(item => item.Key).Should().Equal("a/k", "a/new");
        (await last.GetAsync("a/k")).Should().Be("the new one");
    }

    [Fact]
    public async Task Servers_OnOneFolder_SeeEachOthersObjects()
    {
        using var folder = new TemporaryFolder();
        await using var one = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path });
        await using var two = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path });
        two.Server.ServiceUrl.Should().NotBe(one.Server.ServiceUrl);

        // the same keys, written, replaced, read and deleted from both sides at once
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async n =>
        {
            var (writer, reader) = n % 2 == 0 ? (one, two) : (two, one);
            await writer.PutAsync($"shared/{n % 7}/k", $"{n % 7}");
            if (n % 3 == 0)
            {
                await reader.S3.DeleteObjectAsync(reader.Bucket, $"shared/{n % 7}/k");
            }
        }));
        await Task.WhenAll(Enumerable.Range(0, 7).Select(n => one.PutAsync($"shared/{n}/k", $"{n}")));

        (await Task.WhenAll(Enumerable.Range(0, 7).Select(n => two.GetAsync($"shared/{n}/k")))).Should().Equal("0", "1", "2", "3", "4", "5", "6");
        two.Staged().Should().BeEmpty();
    }

    [Fact]
    public async Task KeyLock_HeldByAnotherServer_IsWaitedFor()
    {
        using var folder = new TemporaryFolder();
        var layout = new FolderLayout(folder.Path);
        var (one, two) = (new KeyLocks(layout), new KeyLocks(layout));
        var held = await one.TakeAsync("local", "k", CancellationToken.None);

        var waiting = two.TakeAsync("local", "K", CancellationToken.None);
        waiting.IsCompleted.Should().BeFalse("a path may be shared by keys that differ in case");
        held.Dispose();

        (await waiting).Dispose();
    }

    [Fact]
    public async Task File_DeletedByHand_IsAnObjectLess()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("a/k", "x");
        Directory.Delete(scenario.PathOf("a"), recursive: true);

        (await Scenario.FailureOf(() => scenario.GetAsync("a/k"))).ErrorCode.Should().Be("NoSuchKey");
        (await scenario.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = scenario.Bucket })).KeyCount.Should().Be(0);
        await scenario.PutAsync("a/k", "again");
        (await scenario.GetAsync("a/k")).Should().Be("again");
    }

    [Theory]
    [InlineData("a", "b", -1)]
    [InlineData("a", "a", 0)]
    [InlineData("a", "ab", -1)]
    [InlineData("", "a", -1)]
    [InlineData("\uFFFD", "\U00010000", -1)]
    [InlineData("\U00010000", "\U00010001", -1)]
    [InlineData("\uD7FF", "\U00010000", -1)]
    public void Utf8Order_IsThatOfTheBytes(string left, string right, int expected)
    {
        Math.Sign(Utf8Order.Instance.Compare(left, right)).Should().Be(expected);
        Math.Sign(Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right))).Should().Be(expected);
    }
}
