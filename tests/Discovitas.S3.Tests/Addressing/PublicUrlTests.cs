namespace Discovitas.S3.Tests.Addressing;

public sealed class PublicUrlTests
{
    private const string Key = "uploads/0f8fad5b-d9cb-469f-a165-70867728950e.png";

    [Theory]
    [InlineData("us-east-1", "amazonaws.com")]
    [InlineData("eu-west-1", "amazonaws.com")]
    [InlineData("ap-southeast-7", "amazonaws.com")]
    [InlineData("us-gov-west-1", "amazonaws.com")]
    [InlineData("cn-north-1", "amazonaws.com.cn")]
    [InlineData("cn-northwest-1", "amazonaws.com.cn")]
    [InlineData("us-iso-east-1", "c2s.ic.gov")]
    [InlineData("us-isob-east-1", "sc2s.sgov.gov")]
    [InlineData("us-isof-south-1", "csp.hci.ic.gov")]
    [InlineData("eu-isoe-west-1", "cloud.adc-e.uk")]
    [InlineData("eusc-de-east-1", "amazonaws.eu")]
    public void GetPublicUrl_Region_HasTheSuffixOfItsPartition(string region, string suffix) =>
        Url(settings => settings.Region = region).Should().Be($"https://my-bucket.s3.{region}.{suffix}/{Key}");

    // A region that opens after the SDK was built.
    [Theory]
    [InlineData("mars-north-1", "amazonaws.com")]
    [InlineData("cn-future-9", "amazonaws.com.cn")]
    public void GetPublicUrl_RegionUnknownToTheSdk_IsGuessedByItsName(string region, string suffix) =>
        Url(settings => settings.Region = region).Should().Be($"https://my-bucket.s3.{region}.{suffix}/{Key}");

    // The SDK signs for the host that it takes to be the bucket's: a public URL elsewhere would not find the file.
    [Theory]
    [InlineData("us-east-1", "my-bucket")]
    [InlineData("eu-west-1", "my-bucket")]
    [InlineData("eu-west-1", "my.dotted.bucket")]
    [InlineData("cn-north-1", "my-bucket")]
    [InlineData("us-gov-west-1", "my-bucket")]
    [InlineData("us-iso-east-1", "my-bucket")]
    [InlineData("eusc-de-east-1", "my-bucket")]
    public async Task GetPublicUrl_Region_IsWhereTheSdkReads(string region, string bucket)
    {
        var settings = ValidSettings.With(settings =>
        {
            settings.Region = region;
            settings.Bucket = bucket;
            settings.AccessKeyId = "AKIDEXAMPLE";
            settings.SecretAccessKey = "secret";
        });
        using var s3 = S3ClientFactory.Create(settings);

        var signed = await s3.GetPreSignedURLAsync(
            new GetPreSignedUrlRequest { BucketName = bucket, Key = Key, Expires = DateTime.UtcNow.AddHours(1) });

        signed.Split('?')[0].Should().Be(Url(change =>
        {
            change.Region = region;
            change.Bucket = bucket;
        }));
    }

    [Fact]
    public void GetPublicUrl_DottedBucket_GoesIntoThePath() =>
        Url(settings => settings.Bucket = "files.example.com")
            .Should().Be($"https://s3.eu-west-1.amazonaws.com/files.example.com/{Key}");

    [Theory]
    [InlineData("my-bucket", true, "https://s3.eu-west-1.amazonaws.com/my-bucket/")]
    [InlineData("my-bucket", false, "https://my-bucket.s3.eu-west-1.amazonaws.com/")]
    [InlineData("files.example.com", false, "https://files.example.com.s3.eu-west-1.amazonaws.com/")]
    public void GetPublicUrl_ForcePathStyle_Decides(string bucket, bool force, string start) =>
        Url(settings => (settings.Bucket, settings.ForcePathStyle) = (bucket, force)).Should().Be(start + Key);

    [Theory]
    [MemberData(nameof(ServiceUrls.All), MemberType = typeof(ServiceUrls))]
    public void GetPublicUrl_ServiceUrl_IsThatStores(string serviceUrl, bool? force, string start) =>
        Url(settings => (settings.ServiceUrl, settings.ForcePathStyle) = (serviceUrl, force)).Should().Be(start + Key);

    [Fact]
    public void GetPublicUrl_ServiceUrlWithoutRegion_NeedsNone() =>
        Url(settings => (settings.ServiceUrl, settings.Region) = ("https://s3.example.com", null))
            .Should().Be($"https://s3.example.com/my-bucket/{Key}");

    [Theory]
    [InlineData("https://cdn.example.com", "https://cdn.example.com/")]
    [InlineData("https://cdn.example.com/", "https://cdn.example.com/")]
    [InlineData("https://cdn.example.com//", "https://cdn.example.com/")]
    [InlineData("https://cdn.example.com/files", "https://cdn.example.com/files/")]
    [InlineData("https://cdn.example.com/files/", "https://cdn.example.com/files/")]
    [InlineData("http://localhost:8080/a/b", "http://localhost:8080/a/b/")]
    public void GetPublicUrl_PublicBaseUrl_ReplacesAllBeforeTheKey(string publicBase, string start) =>
        Url(settings => settings.PublicBaseUrl = publicBase).Should().Be(start + Key);

    [Fact]
    public void GetPublicUrl_PublicBaseUrlAndServiceUrl_IsTheFormer() =>
        Url(
            settings =>
                (settings.PublicBaseUrl, settings.ServiceUrl) = ("https://cdn.example.com", "http://localhost:9000"))
            .Should().Be("https://cdn.example.com/" + Key);

    [Fact]
    public void GetPublicUrl_KeyInFolders_NeedsNoEscaping()
    {
        var url = ValidSettings.Service(settings => settings.KeyPrefix = "a-b_c.d~e/")
            .GetPublicUrl("a-b_c.d~e/f.g/~h/0f8fad5b-d9cb-469f-a165-70867728950e.PNG");

        url.Should().Be(
            "https://my-bucket.s3.eu-west-1.amazonaws.com/a-b_c.d~e/f.g/~h/0f8fad5b-d9cb-469f-a165-70867728950e.PNG");
        new Uri(url).AbsoluteUri.Should().Be(url);
    }

    private static string Url(Action<S3Settings> change) => ValidSettings.Service(change).GetPublicUrl(Key);
}
