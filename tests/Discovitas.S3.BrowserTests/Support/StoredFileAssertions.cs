namespace Discovitas.S3.BrowserTests.Support;

/// <summary>That what Uppy says is so.</summary>
internal static class StoredFileAssertions
{
    private const string KeyGrammar =
        @"^(uploads|pending)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.[A-Za-z0-9]{1,16})?$";

    /// <summary>
    /// The file is what the bucket holds, under a key of our making, with these bytes; nothing else is there.
    /// </summary>
    internal static async Task ShouldHoldOnlyAsync(this Store store, UploadedFile file, int size, string type)
    {
        file.Key.Should().MatchRegex(KeyGrammar);
        file.Key.Should().EndWith(Path.GetExtension(file.Name));
        // A form's answer has the key's slashes encoded, as Amazon's has.
        Uri.UnescapeDataString(file.Location).Should().EndWith(NameOf(file.Key));
        var key = await store.HeldKeyAsync(file);
        (await store.UploadsAsync()).Should().BeEmpty();
        var (bytes, stored) = await store.ReadAsync(key);
        stored.Should().Be(type);
        bytes.AsSpan().SequenceEqual(Bytes(size))
            .Should().BeTrue("the bytes must be the same, {0} of them, and are {1}", size, bytes.Length);
    }

    /// <inheritdoc cref="ShouldHoldOnlyAsync(Store, UploadedFile, int, string)"/>
    internal static async Task ShouldHoldOnlyAsync(this Store store, ModuleOutcome outcome, int size, string type)
    {
        outcome.Error.Should().BeNull();
        outcome.File.Should().BeEquivalentTo(new { Size = size, ContentType = type });
        await store.ShouldHoldOnlyAsync(
            new UploadedFile(outcome.File!.FileName, outcome.File.Url, outcome.File.Key), size, type);
    }

    /// <summary>Whoever downloads the file gets it under <see cref="FileNames.ManyScripts"/>.</summary>
    internal static async Task ShouldKeepTheNameAsync(this Store store, UploadedFile file)
    {
        var key = await store.HeldKeyAsync(file);
        var answer = await store.Client.GetObjectMetadataAsync(store.Settings.Bucket, key);
        answer.Headers.ContentDisposition.Should().EndWith(
            "filename*=UTF-8''Gr%C3%BC%C3%9Fe%20&%20%E2%80%9E%E6%97%A5%E6%9C%AC%E2%80%9C"
            + "%20+%20100%25%20%F0%9F%99%82.txt");
    }

    /// <summary>Returns the only key in the bucket, which is the file's: pending until it is verified.</summary>
    internal static async Task<string> HeldKeyAsync(this Store store, UploadedFile file)
    {
        var key = (await store.KeysAsync()).Should().ContainSingle().Subject;
        NameOf(key).Should().Be(NameOf(file.Key));
        return key;
    }

    internal static async Task ShouldBeEmptyAsync(this Store store)
    {
        (await store.KeysAsync()).Should().BeEmpty();
        (await store.UploadsAsync()).Should().BeEmpty();
    }

    private static string NameOf(string key) => key[key.LastIndexOf('/')..];
}
