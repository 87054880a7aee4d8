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

    [Theory]
    [InlineData(Key)]
    [InlineData(Cdn + Key)]
    [InlineData(Store + Key)]
    [InlineData(Store + Key + "?" + Signature)]
    [InlineData(Cdn + Key + "?v=2")]
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
    [InlineData("https://s3.example.com", "")]
    [InlineData("https://s3.example.com/my-bucket/uploads", "uploads/")]
    [InlineData("https://s3.example.com/my-bucket/a", "")]
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

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("uploads/")]
    [InlineData("uploads/a/")]
    [InlineData("a.png")]
    [InlineData(Store)]
    [InlineData(Store + "uploads/")]
    [InlineData(Store + "other/0f8fad5b-d9cb-469f-a165-70867728950e.png")]
    [InlineData(Cdn + "0f8fad5b-d9cb-469f-a165-70867728950e.png")]
    [InlineData("/" + Key)]
    [InlineData(" " + Key)]
    [InlineData(Key + "\n")]
    [InlineData(Key + "?x=1")]
    [InlineData(Key + "#x")]
    public void KeyOf_NoKey_IsRejected(string keyOrUrl) => Rejected(keyOrUrl);

    [Theory]
    [InlineData("https://my-bucket.s3.eu-west-1.amazonaws.com.evil.com/" + Key)]
    [InlineData("https://evil.com/my-bucket.s3.eu-west-1.amazonaws.com/" + Key)]
    [InlineData("https://other-bucket.s3.eu-west-1.amazonaws.com/" + Key)]
    [InlineData("https://my-bucket.s3.us-east-1.amazonaws.com/" + Key)]
    [InlineData("https://s3.eu-west-1.amazonaws.com/my-bucket/" + Key)]
    [InlineData("http://my-bucket.s3.eu-west-1.amazonaws.com/" + Key)]
    [InlineData("http://cdn.example.com/files/" + Key)]
    [InlineData("https://cdn.example.com/" + Key)]
    [InlineData("https://cdn.example.com/Files/" + Key)]
    [InlineData("https://cdn.example.com:8443/files/" + Key)]
    [InlineData("https://user@cdn.example.com/files/" + Key)]
    [InlineData("https://cdn.example.com/files/../" + Key)]
    [InlineData("//cdn.example.com/files/" + Key)]
    [InlineData("s3://my-bucket/" + Key)]
    [InlineData("file:///" + Key)]
    public void KeyOf_OtherAddress_IsRejected(string keyOrUrl) => Rejected(keyOrUrl);

    [Theory]
    [InlineData(Cdn + "uploads/../0f8fad5b-d9cb-469f-a165-70867728950e.png")]
    [InlineData(Cdn + "uploads/%2e%2e/0f8fad5b-d9cb-469f-a165-70867728950e.png")]
    [InlineData(Cdn + "uploads//0f8fad5b-d9cb-469f-a165-70867728950e.png")]
    [InlineData(Cdn + "uploads/%61/0f8fad5b-d9cb-469f-a165-70867728950e.png")]
    [InlineData(Cdn + Key + "#x")]
    [InlineData(Cdn + Key + "/")]
    [InlineData(Cdn + Key + "%20")]
    [InlineData(Cdn + Cdn + Key)]
    [InlineData(Cdn + Store + Key)]
    [InlineData(Store + Key + "%3F" + Signature)]
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
