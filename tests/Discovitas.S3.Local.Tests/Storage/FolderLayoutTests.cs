namespace Discovitas.S3.Local.Tests.Storage;

/// <summary>Where the files of objects are.</summary>
public sealed class FolderLayoutTests
{
    /// <summary>Encoded keys, and whether their data is at its own path.</summary>
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
    public async Task Key_OfAnyKind_IsStoredInsideTheFolder(string encoded, bool natural)
    {
        using var parent = new TemporaryFolder();
        await using var scenario = await Scenario.StartAsync(
            new LocalS3Options { Folder = Path.Combine(parent.Path, "in", "side") });
        var target = $"/{scenario.Bucket}/{encoded.Replace("?", "%3F")}";
        var canonical = string.Join(
            '/', target.Split('/').Select(segment => Uri.EscapeDataString(Uri.UnescapeDataString(segment))))
            .Replace("%2F..%2F", "/../").Replace("..%2F", "../");

        var put = new RawRequest("PUT", target) { SignedPath = canonical, Body = Encoding.UTF8.GetBytes(encoded) };
        (await scenario.Raw.SendAsync(put)).Status.Should().Be(200);
        var got = await scenario.Raw.SendAsync(new RawRequest("GET", target) { SignedPath = canonical });

        got.Body.Should().Be(encoded);
        var listed = await scenario.SendAsync("GET", "?encoding-type=url&list-type=2");
        var listedKey = canonical[$"/{scenario.Bucket}/".Length..].Replace("%20", "+").Replace("%2A", "*");
        listed.Body.Should().Contain($"<Key>{listedKey}</Key>")
            .And.Contain("<KeyCount>1</KeyCount>");
        Directory.GetFiles(Path.Combine(parent.Path, "in", "side", scenario.Bucket), "*", SearchOption.AllDirectories)
            .Should().HaveCount(natural ? 1 : 0);
        Directory.GetFileSystemEntries(parent.Path, "*", SearchOption.AllDirectories)
            .Should().NotContain(path => path.EndsWith("outside"));
        (await scenario.Raw.SendAsync(new RawRequest("DELETE", target) { SignedPath = canonical })).Status
            .Should().Be(204);
        (await scenario.Raw.SendAsync(new RawRequest("GET", target) { SignedPath = canonical })).Code
            .Should().Be("NoSuchKey");
    }

    [Fact]
    public async Task ALinkInTheFolder_LeadsNowhere()
    {
        using var outside = new TemporaryFolder();
        await using var scenario = await Scenario.StartAsync();
        Directory.CreateDirectory(Path.Combine(scenario.Server.Folder, scenario.Bucket));
        Directory.CreateSymbolicLink(Path.Combine(scenario.Server.Folder, scenario.Bucket, "link"), outside.Path);

        await scenario.PutAsync("link/a.txt", "inside");

        (await scenario.GetAsync("link/a.txt")).Should().Be("inside");
        (await scenario.KeysAsync()).Should().Equal("link/a.txt");
        Directory.GetFileSystemEntries(outside.Path).Should().BeEmpty();
    }

    [Fact]
    public async Task AKeyWithACarriageReturn_IsListedAsItIs()
    {
        await using var scenario = await Scenario.StartAsync();
        var put = new RawRequest("PUT", $"/{scenario.Bucket}/a%0Db") { Body = [1] };
        (await scenario.Raw.SendAsync(put)).Status.Should().Be(200);

        (await scenario.SendAsync("GET", "?list-type=2")).Body.Should().Contain("<Key>a&#xD;b</Key>");
    }
}
