namespace Discovitas.S3.ContractTests;

/// <summary>Files that wait until the app keeps them.</summary>
public sealed class PendingContract
{
    [EveryStore]
    [StoreData(0)]
    [StoreData(1000)]
    [StoreData((5 * MiB) + 1)]
    public async Task AFileThatIsKept_IsTheSameAsOneThatNeverWaited(StoreKind kind, int size)
    {
        await using var store = await OpenAsync(kind);
        var request = store.Request(Bytes(size), "a b.pdf", "application/pdf") with
        {
            Pending = true,
            CacheControl = "max-age=60",
            KeepFileName = true,
            Metadata = new Dictionary<string, string> { ["who"] = "Jürgen" },
            Tags = new Dictionary<string, string> { ["kind"] = "report" },
        };

        var pending = await store.Service.StoreAsync(request);
        (await store.Service.ExistsAsync(pending.Key)).Should().BeFalse();
        (await store.LeftAsync()).Should().Equal(pending.PendingKey);
        var kept = await store.Service.KeepAsync(pending.Key);
        var again = await store.Service.KeepAsync(pending.PendingKey!);

        again.Should().Be(kept);
        (kept.Key, kept.Url, kept.Size, kept.PendingKey).Should().Be((pending.Key, pending.Url, (long)size, null));
        (await store.LeftAsync()).Should().Equal(kept.Key);
        SameBytes(await store.ReadAsync(kept.Key), Bytes(size));
        var head = await store.Client.GetObjectMetadataAsync(store.Settings.Bucket, kept.Key);
        head.Headers.ContentType.Should().Be("application/pdf");
        head.Headers.CacheControl.Should().Be("max-age=60");
        head.Headers.ContentDisposition.Should().Be("inline; filename=\"a b.pdf\"");
        (await store.Service.GetMetadataAsync(kept.Key))!.Metadata.Should().Equal(request.Metadata);
        var tags = await store.Client.GetObjectTaggingAsync(
            new() { BucketName = store.Settings.Bucket, Key = kept.Key });
        tags.Tagging.Should().ContainSingle().Which.Value.Should().Be("report");
    }

    [EveryStore]
    public async Task AFileThatWasNeverStored_IsMissing(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var key = $"{store.Settings.KeyPrefix}{store.Folder}/{Guid.NewGuid():D}";

        (await store.Service.Invoking(s => s.KeepAsync(key)).Should().ThrowAsync<S3StoreException>())
            .Which.IsMissing.Should().BeTrue();
    }

    // Not signed, so that a store may accept it.
    [EveryStore]
    [StoreData("x-amz-acl", "public-read")]
    [StoreData("x-amz-website-redirect-location", "https://example.com/")]
    [StoreData("x-amz-tagging", "a=b")]
    [StoreData("x-amz-meta-theirs", "1")]
    [StoreData("Cache-Control", "max-age=1")]
    [StoreData("Content-Encoding", "gzip")]
    [StoreData("Expires", "Thu, 01 Dec 2033 16:00:00 GMT")]
    public async Task AHeaderThatAClientAddsToItsPut_NeverReachesTheFile(StoreKind kind, string name, string value)
    {
        await using var store = await OpenAsync(kind, settings => settings.SupportsPostPolicy = false);
        var request = new DirectUploadRequest("a.txt", "text/plain") { Folder = store.Folder, Size = 10 };
        var upload = await store.Service.Direct.CreateAsync(request);
        using var http = new HttpClient();
        using var content = new ByteArrayContent(Bytes(10));
        using var put = new HttpRequestMessage(HttpMethod.Put, upload.Request.Url) { Content = content };
        foreach (var (header, text) in upload.Request.Headers.Append(new(name, value)))
        {
            _ = put.Headers.TryAddWithoutValidation(header, text)
                || put.Content.Headers.TryAddWithoutValidation(header, text);
        }

        using var sent = await http.SendAsync(put);
        if (!sent.IsSuccessStatusCode)
        {
            (await store.LeftAsync()).Should().BeEmpty();
            return;
        }

        var file = await store.Service.Direct.CompleteAsync(upload.Ticket);

        var head = await store.Client.GetObjectMetadataAsync(store.Settings.Bucket, file.Key);
        head.Metadata.Keys.Should().BeEmpty();
        head.WebsiteRedirectLocation.Should().BeNullOrEmpty();
        head.Headers.CacheControl.Should().BeNullOrEmpty();
        head.Headers.ContentEncoding.Should().BeNullOrEmpty();
        head.ExpiresString.Should().BeNullOrEmpty();
        var tags = await store.Client.GetObjectTaggingAsync(
            new() { BucketName = store.Settings.Bucket, Key = file.Key });
        (tags.Tagging ?? []).Should().BeEmpty();
    }
}
