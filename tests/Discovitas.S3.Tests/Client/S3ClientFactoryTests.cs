using System.Web;
using Amazon.Runtime;

namespace Discovitas.S3.Tests.Client;

public sealed class S3ClientFactoryTests
{
    [Fact]
    public void Create_Region_IsTheClients()
    {
        var config = Config(settings => settings.Region = "eu-central-1");

        config.RegionEndpoint.SystemName.Should().Be("eu-central-1");
        config.ServiceURL.Should().BeNull();
        config.ForcePathStyle.Should().BeFalse();
    }

    [Theory]
    [InlineData("https://s3.example.com", "https://s3.example.com/")]
    [InlineData("http://localhost:9000/", "http://localhost:9000/")]
    public void Create_ServiceUrl_IsTheEndpoint(string serviceUrl, string expected)
    {
        var config = Config(settings => settings.ServiceUrl = serviceUrl);

        config.ServiceURL.Should().Be(expected);
        config.ForcePathStyle.Should().BeTrue();
    }

    [Theory]
    [InlineData(null, null, "my-bucket", false)]
    [InlineData(null, null, "my.bucket", true)]
    [InlineData(null, true, "my-bucket", true)]
    [InlineData(null, false, "my.bucket", false)]
    [InlineData("https://s3.example.com", null, "my-bucket", true)]
    [InlineData("https://s3.example.com", false, "my-bucket", false)]
    public void Create_PathStyle_IsThatOfThePublicUrl(string? serviceUrl, bool? force, string bucket, bool expected) =>
        Config(settings =>
        {
            settings.ServiceUrl = serviceUrl;
            settings.ForcePathStyle = force;
            settings.Bucket = bucket;
        }).ForcePathStyle.Should().Be(expected);

    [Theory]
    [InlineData(null, "us-east-1")]
    [InlineData("", "us-east-1")]
    [InlineData("auto", "auto")]
    [InlineData("eu-west-1", "eu-west-1")]
    public async Task Create_ServiceUrl_SignsForTheRegionOrUsEast1(string? region, string expected)
    {
        var query = await SignedQueryAsync(
            settings => (settings.ServiceUrl, settings.Region) = ("https://s3.example.com", region));

        query["X-Amz-Credential"].Should().EndWith($"/{expected}/s3/aws4_request");
    }

    [Fact]
    public async Task Create_Keys_SignWithoutAToken()
    {
        var query = await SignedQueryAsync(_ => { });

        query["X-Amz-Credential"].Should().StartWith("AKIDEXAMPLE/").And.EndWith("/eu-west-1/s3/aws4_request");
        query["X-Amz-Security-Token"].Should().BeNull();
    }

    [Fact]
    public async Task Create_KeysAndToken_SignWithIt() =>
        (await SignedQueryAsync(settings => settings.SessionToken = "token"))["X-Amz-Security-Token"]
            .Should().Be("token");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Create_NoKeys_LeavesThemToTheSdkUntilTheFirstCall(string? none)
    {
        var act = () =>
            S3ClientFactory.Create(
                ValidSettings.With(
                    settings => (settings.AccessKeyId, settings.SecretAccessKey) = (none, none))).Dispose();

        act.Should().NotThrow();
    }

    [Fact]
    public async Task Create_Client_SendsEachRequestOnce_SinceTheServiceDecidesWhatIsTriedAgain()
    {
        // It takes one connection: a second attempt would find nobody and change the exception.
        using var listener = new LoopbackListener("503 Service Unavailable");
        using var s3 = S3ClientFactory.Create(WithKeys(settings => settings.ServiceUrl = listener.Url));
        var call = s3.Invoking(client => client.PutObjectAsync(new PutObjectRequest
        {
            BucketName = "my-bucket",
            Key = "k",
            ContentBody = "x",
            UseChunkEncoding = false,
        }));

        (await call.Should().ThrowAsync<AmazonS3Exception>()).Which.StatusCode
            .Should().Be(HttpStatusCode.ServiceUnavailable);

        s3.Config.MaxStaleConnectionRetries.Should().Be(0);
    }

    [Fact]
    public void Create_Client_HasTheTimesAndTheWireProfileOfThisLibrary()
    {
        var config = Config(settings => settings.ConnectTimeout = TimeSpan.FromSeconds(3));

        config.ConnectTimeout.Should().Be(TimeSpan.FromSeconds(3));
        config.Timeout.Should().Be(Timeout.InfiniteTimeSpan, "a request that moves may take as long as it takes");
        config.RequestChecksumCalculation.Should().Be(RequestChecksumCalculation.WHEN_REQUIRED);
        config.ResponseChecksumValidation.Should().Be(ResponseChecksumValidation.WHEN_REQUIRED);
        config.BufferSize.Should().Be(1024 * 1024);
        config.HttpClientFactory.Should().BeOfType<S3HttpClientFactory>();
    }

    private static S3Settings WithKeys(Action<S3Settings> change) => ValidSettings.With(settings =>
    {
        (settings.AccessKeyId, settings.SecretAccessKey) = ("AKIDEXAMPLE", "secret");
        change(settings);
    });

    private static AmazonS3Config Config(Action<S3Settings> change)
    {
        using var s3 = S3ClientFactory.Create(WithKeys(change));
        return (AmazonS3Config)s3.Config;
    }

    private static async Task<System.Collections.Specialized.NameValueCollection> SignedQueryAsync(
        Action<S3Settings> change)
    {
        using var s3 = S3ClientFactory.Create(WithKeys(change));
        var url = await s3.GetPreSignedURLAsync(
            new GetPreSignedUrlRequest { BucketName = "my-bucket", Key = "a", Expires = DateTime.UtcNow.AddHours(1) });
        return HttpUtility.ParseQueryString(new Uri(url).Query);
    }
}
