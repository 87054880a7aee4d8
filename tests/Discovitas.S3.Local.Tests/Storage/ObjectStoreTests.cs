using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Tests.Storage;

/// <summary>Objects in the folder, with neighbours, crashes and several servers.</summary>
public sealed class ObjectStoreTests : ScenarioTest
{
    [Fact]
    public async Task Keys_ThatAreFileAndFolder_CoexistAsObjects()
    {
        string[] keys = ["a", "a/b", "a/b/c", "x/y/z", "x/y", "x", "x.json", "x%.json/y"];
        foreach (var key in keys)
        {
            await Scenario.PutAsync(key, key);
        }

        foreach (var key in keys)
        {
            (await Scenario.GetAsync(key)).Should().Be(key);
        }

        (await Scenario.KeysAsync())
            .Should().Equal(keys.Order(StringComparer.Ordinal));
        foreach (var key in keys)
        {
            await Scenario.S3.DeleteObjectAsync(Scenario.Bucket, key);
            await Scenario.ShouldFail(() => Scenario.GetAsync(key), "NoSuchKey");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    [InlineData("{\"key\":")]
    public async Task MetadataThatIsDamaged_IsLostWithItsObjectOnly(string text)
    {
        await Scenario.PutAsync("a", "1");
        await Scenario.PutAsync("b", "2");
        var state = Path.Combine(Scenario.Server.Folder, ".discovitas-s3", "buckets", Scenario.Bucket);
        await File.WriteAllTextAsync(Path.Combine(state, "objects", "b%.json"), text);
        await File.WriteAllTextAsync(Path.Combine(state, "bucket.json"), text);

        (await Scenario.KeysAsync()).Should().Equal("a");
        (await Scenario.S3.ListBucketsAsync()).Buckets.Should().ContainSingle();
        await Scenario.ShouldFail(() => Scenario.GetAsync("b"), "NoSuchKey");
        await Scenario.S3.DeleteObjectAsync(Scenario.Bucket, "b");
        await Scenario.PutAsync("b", "3");

        (await Scenario.GetAsync("b")).Should().Be("3");
        (await Scenario.KeysAsync()).Should().Equal("a", "b");
    }

    [Fact]
    public async Task ABucketThatIsDeletedWhileObjectsAreWritten_LosesNone()
    {
        for (var round = 0; round < 40; round++)
        {
            await Scenario.S3.PutBucketAsync("second");
            var writes = Enumerable.Range(0, 3).Select(number => SucceedsAsync(() =>
                Scenario.S3.PutObjectAsync(new() { BucketName = "second", Key = $"x/{number}", ContentBody = "x" })));
            var deletion = SucceedsAsync(() => Scenario.S3.DeleteBucketAsync("second"));
            var written = await Task.WhenAll(writes);

            if (await deletion)
            {
                written.Should().OnlyContain(success => !success);
            }
            else
            {
                var listed = await Scenario.S3.ListObjectsV2Async(new() { BucketName = "second" });
                (listed.KeyCount ?? 0).Should().BeGreaterThanOrEqualTo(written.Count(success => success));
                foreach (var item in listed.S3Objects ?? [])
                {
                    await Scenario.S3.DeleteObjectAsync("second", item.Key);
                }

                await Scenario.S3.DeleteBucketAsync("second");
            }
        }
    }

    [Fact]
    public async Task Keys_ThatDifferInCaseOnly_AreTwoObjects()
    {
        await Scenario.PutAsync("dir/A.txt", "upper");
        await Scenario.PutAsync("dir/a.txt", "lower");
        await Scenario.PutAsync("DIR/a.txt", "third");

        (await Scenario.GetAsync("dir/A.txt")).Should().Be("upper");
        (await Scenario.GetAsync("dir/a.txt")).Should().Be("lower");
        (await Scenario.GetAsync("DIR/a.txt")).Should().Be("third");
    }

    [Fact]
    public async Task Restart_AfterACrashDuringAWrite_HasTheOldObjectOrTheNew()
    {
        using var folder = new TemporaryFolder();
        var place = new FolderLayout(folder.Path).Natural("local", "a/k")!;
        await using (var before = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path }))
        {
            await before.PutAsync("a/k", "old");
            await before.PutAsync("a/new", "the new one");
        }

        // The new bytes exist, but the write is not committed.
        await File.WriteAllTextAsync(place.NextData, "the new one");
        await using (var after = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path }))
        {
            (await after.GetAsync("a/k")).Should().Be("old");
        }

        // The write is committed.
        var other = new FolderLayout(folder.Path).Natural("local", "a/new")!;
        await File.WriteAllTextAsync(
            place.NextSidecar, (await File.ReadAllTextAsync(other.Sidecar)).Replace("a/new", "a/k"));
        await using (var after = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path }))
        {
            (await after.S3.GetObjectMetadataAsync(after.Bucket, "a/k")).ETag
                .Should().Be((await after.S3.GetObjectMetadataAsync(after.Bucket, "a/new")).ETag);
            (await after.GetAsync("a/k")).Should().Be("the new one");
        }

        // The data was moved, but the metadata was not.
        File.Move(place.Sidecar, place.NextSidecar);
        await using var last = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path });
        (await last.KeysAsync()).Should().Equal("a/k", "a/new");
        (await last.GetAsync("a/k")).Should().Be("the new one");
    }

    [Fact]
    public async Task Servers_OnOneFolder_SeeEachOthersObjects()
    {
        using var folder = new TemporaryFolder();
        await using var one = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path });
        await using var two = await Scenario.StartAsync(new LocalS3Options { Folder = folder.Path });
        two.Server.ServiceUrl.Should().NotBe(one.Server.ServiceUrl);

        // Both servers write, replace, read and delete the same keys at once.
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

        (await Task.WhenAll(Enumerable.Range(0, 7).Select(n => two.GetAsync($"shared/{n}/k"))))
            .Should().Equal("0", "1", "2", "3", "4", "5", "6");
        two.Staged().Should().BeEmpty();
    }

    [Fact]
    public async Task File_DeletedByHand_DeletesItsObject()
    {
        await Scenario.PutAsync("a/k", "x");
        Directory.Delete(Scenario.PathOf("a"), recursive: true);

        await Scenario.ShouldFail(() => Scenario.GetAsync("a/k"), "NoSuchKey");
        (await Scenario.KeysAsync()).Should().BeEmpty();
        await Scenario.PutAsync("a/k", "again");
        (await Scenario.GetAsync("a/k")).Should().Be("again");
    }

    private static async Task<bool> SucceedsAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (AmazonS3Exception failure)
        {
            failure.ErrorCode.Should().BeOneOf("NoSuchBucket", "BucketNotEmpty");
            return false;
        }
    }
}
