namespace Discovitas.S3.Tests.Addressing;

/// <summary>
/// Which key an address means. A file's public URL shows it, for the same service gives that out for a key only.
/// </summary>
public sealed class KeyOfTests
{
    private const string Key = "uploads/a/0f8fad5b-d9cb-469f-a165-70867728950e.png";
    private const string Store = "https://my-bucket.s3.eu-west-1.amazonaws.com/";
    private const string Cdn = "https://cdn.example.com/files/";
    private const string Signature =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=5eb63bbbe01eeed093cb22bb8f5acdc3";

    public static TheoryData<string> KeyOrUrlOfThisService =>
    [
        Key, Cdn + Key, "HTTPS://CDN.example.com:443/files/" + Key,
        Store + Key, Store + Key + "?" + Signature, Cdn + Key + "?v=2",
    ];

    [Theory]
    [MemberData(nameof(KeyOrUrlOfThisService))]
    public void KeyOf_KeyOrUrlOfThisService_IsTheKey(string keyOrUrl) =>
        ValidSettings.Service(settings => settings.PublicBaseUrl = Cdn).GetPublicUrl(keyOrUrl).Should().Be(Cdn + Key);

    [Theory]
    [InlineData("http://localhost:9000", null, null)]
    [InlineData("https://s3.example.com/", false, null)]
    [InlineData("HTTPS://S3.Example.COM", null, null)]
    [InlineData(null, null, "https://CDN.Example.com/Files/")]
    [InlineData(null, true, null)]
    public void KeyOf_OwnPublicUrl_IsTheKeyWhateverTheAddressing(string? serviceUrl, bool? force, string? publicBase)
    {
        var service = ValidSettings.Service(settings =>
            (settings.ServiceUrl, settings.ForcePathStyle, settings.PublicBaseUrl) = (serviceUrl, force, publicBase));
        var url = service.GetPublicUrl(Key);

        service.GetPublicUrl(url).Should().Be(url);
    }

    // One base may begin with the other: a proxy that serves the files at the root of the host that the store's own
    // address has as well.
    [Theory]
    [InlineData("https://s3.example.com", "uploads/")]
    [InlineData("https://s3.example.com", "a/")]
    [InlineData("https://s3.example.com/my-bucket/uploads", "uploads/")]
    [InlineData("https://s3.example.com/my-bucket/a", "a/")]
    public async Task KeyOf_PublicAndSignedUrlAtTheSameHost_AreTheKey(string publicBase, string prefix)
    {
        var settings = ValidSettings.With(settings =>
        {
            (
                settings.ServiceUrl,
                settings.PublicBaseUrl,
                settings.KeyPrefix) = ("https://s3.example.com", publicBase, prefix);
            (settings.AccessKeyId, settings.SecretAccessKey) = ("AKIDEXAMPLE", "secret");
        });
        using var s3 = S3ClientFactory.Create(settings);
        var service = new S3Service(s3, Options.Create(settings));
        var url = service.GetPublicUrl(prefix + "0f8fad5b-d9cb-469f-a165-70867728950e.png");

        var signed = await service.GetTemporaryUrlAsync(url, TimeSpan.FromHours(1));

        service.GetPublicUrl(url).Should().Be(url);
        service.GetPublicUrl(signed.Url).Should().Be(url);
    }

    public static TheoryData<string> NoKey =>
    [
        "", " ", "uploads/", "uploads/a/", "a.png", Store, Store + "uploads/",
        Store + "other/0f8fad5b-d9cb-469f-a165-70867728950e.png", Cdn + "0f8fad5b-d9cb-469f-a165-70867728950e.png",
        "/" + Key, " " + Key, Key + "\n", Key + "?x=1", Key + "#x",
    ];

    [Theory]
    [MemberData(nameof(NoKey))]
    public void KeyOf_NoKey_IsRejected(string keyOrUrl) => Rejected(keyOrUrl);

    public static TheoryData<string> OtherAddress =>
    [
        " " + Store + Key, Store.TrimEnd('/') + "\t/" + Key, Store.TrimEnd('/') + "\r/" + Key,
        Store.TrimEnd('/') + "?=/" + Key, Store.TrimEnd('/') + "#/" + Key, Store.TrimEnd('/') + "\\/" + Key,
        "https://my-bucket.s3.eu-west-1.amazonaws.com.evil.com/" + Key,
        "https://evil.com/my-bucket.s3.eu-west-1.amazonaws.com/" + Key,
        "https://other-bucket.s3.eu-west-1.amazonaws.com/" + Key, "https://my-bucket.s3.us-east-1.amazonaws.com/" + Key,
        "https://s3.eu-west-1.amazonaws.com/my-bucket/" + Key, "http://my-bucket.s3.eu-west-1.amazonaws.com/" + Key,
        "http://cdn.example.com/files/" + Key, "https://cdn.example.com/" + Key, "https://cdn.example.com/Files/" + Key,
        "https://cdn.example.com:8443/files/" + Key, "https://user@cdn.example.com/files/" + Key,
        "https://cdn.example.com/files/../" + Key, "//cdn.example.com/files/" + Key, "s3://my-bucket/" + Key,
        "file:///" + Key,
    ];

    [Theory]
    [MemberData(nameof(OtherAddress))]
    public void KeyOf_OtherAddress_IsRejected(string keyOrUrl) => Rejected(keyOrUrl);

    public static TheoryData<string> UrlOfThisServiceWithAnotherKey =>
    [
        Cdn + "uploads/../0f8fad5b-d9cb-469f-a165-70867728950e.png",
        Cdn + "uploads/%2e%2e/0f8fad5b-d9cb-469f-a165-70867728950e.png",
        Cdn + "uploads//0f8fad5b-d9cb-469f-a165-70867728950e.png",
        Cdn + "uploads/%61/0f8fad5b-d9cb-469f-a165-70867728950e.png", Cdn + Key + "#x", Cdn + Key + "/",
        Cdn + Key + "%20", Cdn + Cdn + Key, Cdn + Store + Key, Store + Key + "%3F" + Signature,
    ];

    [Theory]
    [MemberData(nameof(UrlOfThisServiceWithAnotherKey))]
    public void KeyOf_UrlOfThisServiceWithAnotherKey_IsRejected(string keyOrUrl) => Rejected(keyOrUrl);

    [Theory]
    [InlineData("https://other-bucket.s3.eu-west-1.amazonaws.com/" + Key + "?" + Signature)]
    [InlineData(Store + "private/secret.png?" + Signature)]
    [InlineData(Key + "?" + Signature)]
    public void KeyOf_ForeignSignedUrl_IsRejectedAndNotRepeated(string keyOrUrl)
    {
        var message = Rejected(keyOrUrl).ToString();

        message.Should().NotContain("Signature").And.NotContain("5eb63bbbe01eeed093cb22bb8f5acdc3")
            .And.NotContain("other-bucket").And.NotContain("secret");
    }

    [Fact]
    public void KeyOf_Null_NamesTheParameter()
    {
        var act = () => ValidSettings.Service().GetPublicUrl(null!);

        act.Should().Throw<ArgumentNullException>().WithParameterName("keyOrUrl");
    }

    // Every method that takes a file goes through the same door, before anything is asked of the store.
    [Fact]
    public async Task KeyOf_AnyMethod_RejectsWhatThisServiceDidNotGiveOut()
    {
        var service = ValidSettings.Service();
        Func<Task>[] calls =
        [
            () => service.DeleteAsync("a.png"),
            () => service.DeleteAsync([Key, "a.png"]),
            () => service.ExistsAsync("a.png"),
            () => service.GetMetadataAsync("a.png"),
            () => service.OpenReadAsync("a.png"),
            () => service.GetTemporaryUrlAsync("a.png", TimeSpan.FromHours(1)),
        ];

        foreach (var call in calls)
        {
            await call.Should().ThrowAsync<ArgumentException>()
                .WithMessage("This is neither a key nor a URL of this service.*");
        }
    }

    private static ArgumentException Rejected(string keyOrUrl)
    {
        var act = () => ValidSettings.Service(settings => settings.PublicBaseUrl = Cdn).GetPublicUrl(keyOrUrl);
        var rejection = act.Should().Throw<ArgumentException>().Which;
        rejection.ParamName.Should().Be("keyOrUrl");
        rejection.Message.Should().StartWith(
            "This is neither a key nor a URL of this service. A key consists of 'uploads/', optional folders, a "
                + "version 4 UUID and an extension; "
            + "a URL consists of 'https://cdn.example.com/files/' and a key.");
        return rejection;
    }
}
