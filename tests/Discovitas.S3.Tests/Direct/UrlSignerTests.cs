using System.Globalization;
using System.Web;
using Amazon;
using Amazon.Runtime;

namespace Discovitas.S3.Tests.Direct;

public sealed class UrlSignerTests
{
    private const string Key = "uploads/0f8fad5b-d9cb-469f-a165-70867728950e.png";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(60)]
    [InlineData(3600)]
    [InlineData(604_800)]
    public async Task GetTemporaryUrl_Lifetime_IsSignedAndReturned(int seconds)
    {
        var before = DateTimeOffset.UtcNow;

        var url = await UrlAsync(TimeSpan.FromSeconds(seconds));

        var query = Query(url);
        query["X-Amz-Algorithm"].Should().Be("AWS4-HMAC-SHA256");
        int.Parse(query["X-Amz-Expires"]!, CultureInfo.InvariantCulture)
            .Should().BeInRange(1, 604_800).And.BeCloseTo(seconds, 1);
        url.ExpiresAt.Should().Be(SignedEnd(url));
        url.ExpiresAt.Should().BeCloseTo(before.AddSeconds(seconds), TimeSpan.FromSeconds(30));
        url.ExpiresAt.Offset.Should().Be(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0.999)]
    [InlineData(604_800.001)]
    public async Task GetTemporaryUrl_LifetimeOutsideItsRange_IsRejected(double seconds)
    {
        var act = () => UrlAsync(TimeSpan.FromSeconds(seconds));

        await act.Should().ThrowAsync<ArgumentOutOfRangeException>().WithParameterName("lifetime");
    }

    [Fact]
    public async Task GetTemporaryUrl_Key_IsThisObjectsForReadingAlone()
    {
        var url = await UrlAsync(TimeSpan.FromHours(1));

        url.Url.Should().StartWith($"https://my-bucket.s3.eu-west-1.amazonaws.com/{Key}?");
        var query = Query(url);
        query["X-Amz-Credential"].Should().StartWith("AKIDEXAMPLE/").And.EndWith("/eu-west-1/s3/aws4_request");
        query["X-Amz-SignedHeaders"].Should().Be("host");
        query["X-Amz-Signature"].Should().MatchRegex("^[0-9a-f]{64}$");
        query["response-content-disposition"].Should().BeNull();
        url.Url.Should().NotContain("secret");
    }

    [Theory]
    [InlineData("a.png", "attachment; filename=\"a.png\"")]
    [InlineData(
        "r\u00E9sum\u00E9 & co.pdf",
        "attachment; filename=\"r_sum_ & co.pdf\"; filename*=UTF-8''r%C3%A9sum%C3%A9%20&%20co.pdf")]
    [InlineData("a\"; x=\".html", "attachment; filename=\"a_; x=_.html\"; filename*=UTF-8''a%22%3B%20x%3D%22.html")]
    [InlineData("../../x.png", "attachment; filename=\"x.png\"")]
    public async Task GetTemporaryUrl_DownloadName_StandsInTheQuery(string name, string expected) =>
        Query(await UrlAsync(TimeSpan.FromHours(1), downloadName: name))["response-content-disposition"]
            .Should().Be(expected);

    [Fact]
    public async Task GetTemporaryUrl_DownloadNameWithControls_IsRejected()
    {
        var act = () => UrlAsync(TimeSpan.FromHours(1), downloadName: "a\r\nSet-Cookie: x=y.png");

        (await act.Should().ThrowAsync<ArgumentException>()).Which.ParamName.Should().Be("downloadName");
    }

    [Theory]
    [MemberData(nameof(ServiceUrls.All), MemberType = typeof(ServiceUrls))]
    public async Task GetTemporaryUrl_ServiceUrl_KeepsItsSchemeAndPort(string serviceUrl, bool? force, string start)
    {
        var url = await UrlAsync(
            TimeSpan.FromHours(1), settings => (settings.ServiceUrl, settings.ForcePathStyle) = (serviceUrl, force));

        url.Url.Should().StartWith($"{start}{Key}?X-Amz-");
    }

    [Theory]
    [InlineData(null, null, "my-bucket", "us-east-1")]
    [InlineData(null, null, "my-bucket", "cn-north-1")]
    [InlineData(null, null, "my.dotted.bucket", "eu-west-1")]
    [InlineData(null, true, "my-bucket", "eu-west-1")]
    [InlineData("http://localhost:9000", null, "my-bucket", null)]
    [InlineData("https://s3.example.com", false, "my-bucket", null)]
    [InlineData("https://S3.Example.com:443/", null, "my-bucket", null)]
    public async Task GetTemporaryUrl_Url_CanBeGivenBackForItsKey(
        string? serviceUrl, bool? force, string bucket, string? region)
    {
        var settings = WithKeys(settings =>
            (
                settings.ServiceUrl,
                settings.ForcePathStyle,
                settings.Bucket,
                settings.Region) = (serviceUrl, force, bucket, region));
        using var s3 = S3ClientFactory.Create(settings);
        var service = new S3Service(s3, Microsoft.Extensions.Options.Options.Create(settings));

        var url = await service.GetTemporaryUrlAsync(Key, TimeSpan.FromHours(1), "a.png");

        service.GetPublicUrl(url.Url).Should().Be(service.GetPublicUrl(Key));
    }

    [Fact]
    public async Task GetTemporaryUrl_PublicBaseUrl_SignsForTheStore() =>
        (await UrlAsync(TimeSpan.FromHours(1), settings => settings.PublicBaseUrl = "https://cdn.example.com")).Url
            .Should().StartWith($"https://my-bucket.s3.eu-west-1.amazonaws.com/{Key}?");

    [Fact]
    public async Task GetTemporaryUrl_CredentialsExpireEarlier_TheirExpiryIsReturned()
    {
        var end = DateTime.UtcNow.AddMinutes(10);

        (await UrlByAsync(new ExpiringCredentials(end))).ExpiresAt.Should().Be(new DateTimeOffset(end));
    }

    [Fact]
    public async Task GetTemporaryUrl_CredentialsExpireEarlierInLocalTime_TheSameMomentIsReturned()
    {
        var end = DateTime.UtcNow.AddMinutes(10);

        (await UrlByAsync(new ExpiringCredentials(end.ToLocalTime()))).ExpiresAt.Should().Be(new DateTimeOffset(end));
    }

    [Fact]
    public async Task GetTemporaryUrl_CredentialsExpireLaterOrNever_TheSignedExpiryIsReturned()
    {
        var later = await UrlByAsync(new ExpiringCredentials(DateTime.UtcNow.AddDays(1)));
        var never = await UrlByAsync(new ExpiringCredentials(end: null));

        later.ExpiresAt.Should().Be(SignedEnd(later));
        later.MayExpireEarlier.Should().BeFalse();
        never.ExpiresAt.Should().Be(SignedEnd(never));
    }

    // The keys are in the settings: nobody has to look for others, in a profile or on the network, to tell their end.
    [Fact]
    public async Task GetTemporaryUrl_SessionTokenInTheSettings_IsSignedWithoutLookingForOtherCredentials()
    {
        var url = await UrlAsync(TimeSpan.FromHours(1), settings => settings.SessionToken = "token");

        Query(url)["X-Amz-Security-Token"].Should().Be("token");
        url.ExpiresAt.Should().Be(SignedEnd(url));
        url.MayExpireEarlier.Should().BeTrue();
    }

    [Fact]
    public async Task GetTemporaryUrl_SessionKeysOfTheAppsOwnClient_IsSignedWithoutLookingForOtherCredentials()
    {
        using var s3 = new AmazonS3Client(
            new SessionAWSCredentials("ASIAEXAMPLE", "secret", "token"), RegionEndpoint.EUWest1);

        var url = await ValidSettings.Service(s3: s3).GetTemporaryUrlAsync(Key, TimeSpan.FromHours(1));

        url.ExpiresAt.Should().Be(SignedEnd(url));
        url.MayExpireEarlier.Should().BeTrue();
    }

    [Fact]
    public async Task GetTemporaryUrl_KeysThatDoNotExpire_SaysThatItsExpiryIsKnown() =>
        (await UrlAsync(TimeSpan.FromHours(1))).MayExpireEarlier.Should().BeFalse();

    private static S3Settings WithKeys(Action<S3Settings>? change) => ValidSettings.With(settings =>
    {
        settings.AccessKeyId = "AKIDEXAMPLE";
        settings.SecretAccessKey = "secret";
        change?.Invoke(settings);
    });

    private static async Task<TemporaryUrl> UrlAsync(
        TimeSpan lifetime, Action<S3Settings>? change = null, string? downloadName = null)
    {
        var settings = WithKeys(change);
        using var s3 = S3ClientFactory.Create(settings);
        return await new S3Service(s3, Microsoft.Extensions.Options.Options.Create(settings))
            .GetTemporaryUrlAsync(Key, lifetime, downloadName);
    }

    // A client of the app's own, that finds its credentials itself.
    private static async Task<TemporaryUrl> UrlByAsync(AWSCredentials credentials)
    {
        using var s3 = new AmazonS3Client(
            new AmazonS3Config { RegionEndpoint = RegionEndpoint.EUWest1, DefaultAWSCredentials = credentials });
        return await ValidSettings.Service(s3: s3).GetTemporaryUrlAsync(Key, TimeSpan.FromHours(1));
    }

    private static System.Collections.Specialized.NameValueCollection Query(TemporaryUrl url) =>
        HttpUtility.ParseQueryString(new Uri(url.Url).Query);

    private static DateTimeOffset SignedEnd(TemporaryUrl url)
    {
        var query = Query(url);
        return DateTimeOffset.ParseExact(
            query["X-Amz-Date"]!, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            .AddSeconds(int.Parse(query["X-Amz-Expires"]!, CultureInfo.InvariantCulture));
    }
}
