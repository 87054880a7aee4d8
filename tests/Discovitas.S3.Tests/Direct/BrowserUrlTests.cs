using Amazon.Runtime;

namespace Discovitas.S3.Tests.Direct;

/// <summary>Browsers reach the store at another address than the app.</summary>
public sealed class BrowserUrlTests
{
    private const string Key = "uploads/0f8fad5b-d9cb-469f-a165-70867728950e.png";

    [Theory]
    [InlineData(null, "https://files.example.com/my-bucket/")]
    [InlineData(true, "https://files.example.com/my-bucket/")]
    [InlineData(false, "https://my-bucket.files.example.com/")]
    public async Task EverythingForClients_HasTheAddress(bool? force, string start)
    {
        var (s3, client) = Create(settings => settings.ForcePathStyle = force);
        using var disposing = client;
        var ticket = DirectStore.Ticket();

        var temporary = await s3.GetTemporaryUrlAsync(Key, TimeSpan.FromHours(1));
        var part = await s3.Direct.SignPartAsync(ticket, 1);
        var form = await s3.Direct.CreateAsync(new DirectUploadRequest("a.png", "image/png") { Size = 5 });

        new[] { temporary.Url, part.Url }.Should().AllSatisfy(url => url.Should().StartWith(start + Key));
        form.Request.Url.Should().Be(start);
        s3.GetPublicUrl(Key).Should().Be(start + Key);
    }

    [Fact]
    public async Task APutForClients_HasTheAddress()
    {
        var (s3, client) = Create(settings => settings.SupportsPostPolicy = false);
        using var disposing = client;

        var put = await s3.Direct.CreateAsync(new DirectUploadRequest("a.png", "image/png") { Size = 5 });

        put.Request.Url.Should().StartWith("https://files.example.com/my-bucket/pending/");
    }

    [Fact]
    public void PublicBaseUrl_ComesFirst_AndEveryAddressCanBeGivenBack()
    {
        var (s3, client) = Create(settings => settings.PublicBaseUrl = "https://cdn.example.com");
        using var disposing = client;

        foreach (var start in new[]
            { "https://cdn.example.com/", "https://files.example.com/my-bucket/", "http://store:9000/my-bucket/" })
        {
            s3.GetPublicUrl(start + Key).Should().Be("https://cdn.example.com/" + Key);
        }
    }

    [Theory]
    [InlineData("eu-west-9", "eu-west-9")]
    [InlineData(null, "us-east-1")]
    public async Task TheAppsOwnClient_StatesTheRegionThatIsSignedFor(string? region, string inUrl)
    {
        var settings = ValidSettings.With(settings =>
        {
            (settings.ServiceUrl, settings.BrowserUrl) = ("http://store:9000", "https://files.example.com");
            settings.Region = "eu-central-1";
        });
        using var client = new AmazonS3Client(new AmazonS3Config
        {
            ServiceURL = settings.ServiceUrl,
            AuthenticationRegion = region,
            DefaultAWSCredentials = new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
        });
        var s3 = new S3Service(client, settings);

        var once = await s3.GetTemporaryUrlAsync(Key, TimeSpan.FromHours(1));
        var stable = await s3.GetTemporaryUrlAsync(
            Key, TimeSpan.FromHours(1), stableFor: TimeSpan.FromMinutes(30));

        new[] { once.Url, stable.Url }.Should().AllSatisfy(url => url.Should().Contain($"%2F{inUrl}%2Fs3%2F"));
    }

    private static (S3Service S3, IAmazonS3 Client) Create(Action<S3Settings> change)
    {
        var settings = ValidSettings.With(settings =>
        {
            (settings.AccessKeyId, settings.SecretAccessKey) = ("AKIDEXAMPLE", "secret");
            (settings.ServiceUrl, settings.BrowserUrl) = ("http://store:9000", "https://files.example.com");
            change(settings);
        });
        var client = S3ClientFactory.Create(settings);
        return (new S3Service(client, settings), client);
    }
}
