using Amazon;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Tests.Configuration;

public sealed class S3SettingsFromPlainNamesTests
{
    private static readonly Dictionary<string, string?> Plain = new()
    {
        ["S3_BUCKET"] = "plain-bucket",
        ["AWS_REGION"] = "eu-west-1",
        ["AWS_ACCESS_KEY_ID"] = "PLAINID",
        ["AWS_SECRET_ACCESS_KEY"] = "plain-secret",
        ["AWS_SESSION_TOKEN"] = "plain-token",
    };

    [Fact]
    public void PlainNames_NothingElseSet_AreUsed() =>
        Shape(Bound([])).Should().Be(("plain-bucket", "eu-west-1", "PLAINID", "plain-secret", "plain-token"));

    [Fact]
    public void PlainNames_AllSetInTheSection_AreNotUsed() =>
        Shape(Bound(new()
        {
            ["S3:Bucket"] = "own-bucket",
            ["S3:Region"] = "eu-north-1",
            ["S3:AccessKeyId"] = "OWNID",
            ["S3:SecretAccessKey"] = "own-secret",
            ["S3:SessionToken"] = "own-token",
        })).Should().Be(("own-bucket", "eu-north-1", "OWNID", "own-secret", "own-token"));

    [Fact]
    public void PlainNames_SomeSetInTheSection_FillTheRest() =>
        Shape(Bound(new() { ["S3:Bucket"] = "own-bucket" }))
            .Should().Be(("own-bucket", "eu-west-1", "PLAINID", "plain-secret", "plain-token"));

    [Fact]
    public void PlainNames_SetInCode_AreNotUsed()
    {
        var settings = Bound([], services => services.AddS3Uploads(settings =>
            (settings.Bucket, settings.AccessKeyId, settings.SecretAccessKey) = ("own-bucket", "OWNID", "own-secret")));

        Shape(settings).Should().Be(("own-bucket", "eu-west-1", "OWNID", "own-secret", null));
    }

    [Fact]
    public void PlainNames_AnotherSection_FillItAsWell()
    {
        var configuration = Configuration(new() { ["Pictures:Bucket"] = "pictures" });

        Shape(Bound(configuration, services => services.AddS3Uploads(configuration.GetSection("Pictures"))))
            .Should().Be(("pictures", "eu-west-1", "PLAINID", "plain-secret", "plain-token"));
    }

    // A token signs only with the keys it came with, and a secret only with its id: never one from here and one from
    // there.
    [Fact]
    public void PlainNames_KeysInTheSection_GetNoTokenFromElsewhere() =>
        Shape(Bound(new() { ["S3:AccessKeyId"] = "OWNID", ["S3:SecretAccessKey"] = "own-secret" }))
            .Should().Be(("plain-bucket", "eu-west-1", "OWNID", "own-secret", null));

    [Theory]
    [InlineData("S3:AccessKeyId")]
    [InlineData("S3:SecretAccessKey")]
    [InlineData("S3:SessionToken")]
    public void PlainNames_OneKeyInTheSection_IsNotCompletedButRejected(string name)
    {
        var act = () => Bound(new() { [name] = "own" });

        act.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle().Which
            .Should().StartWith("S3:").And.NotContain("plain");
    }

    [Fact]
    public void PlainNames_TokenWithoutKeys_IsNotUsed() =>
        Shape(Bound(new() { ["AWS_ACCESS_KEY_ID"] = null, ["AWS_SECRET_ACCESS_KEY"] = null }))
            .Should().Be(("plain-bucket", "eu-west-1", null, null, null));

    [Fact]
    public void PlainNames_IdWithoutSecret_IsRejected()
    {
        var act = () => Bound(new() { ["AWS_SECRET_ACCESS_KEY"] = null });

        act.Should().Throw<OptionsValidationException>().Which.Message
            .Should().StartWith("S3:SecretAccessKey is missing");
    }

    // A settings file often has the names with empty values; the validator calls these missing and tells to set the
    // plain name.
    [Theory]
    [InlineData("S3:Bucket")]
    [InlineData("S3:Region")]
    [InlineData("S3:AccessKeyId", "S3:SecretAccessKey")]
    public void PlainNames_EmptyInTheSection_AreUsed(params string[] names) =>
        Shape(Bound(names.ToDictionary(name => name, _ => (string?)"")))
            .Should().Be(("plain-bucket", "eu-west-1", "PLAINID", "plain-secret", "plain-token"));

    // https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
    [Theory]
    [InlineData("http://s3:1", "http://all:2", null, "http://s3:1")]
    [InlineData("", "http://all:2", null, "http://all:2")]
    [InlineData(null, "http://all:2", "false", "http://all:2")]
    [InlineData("http://s3:1", "http://all:2", "true", null)]
    [InlineData("", "", null, null)]
    public void Endpoints_AreReadAsTheSdkReadsThem(string? s3, string? all, string? ignore, string? expected) =>
        Bound(Endpoints(s3, all, ignore)).ServiceUrl.Should().Be(expected);

    [Fact]
    public void Endpoints_SetInTheSection_AreNotUsed()
    {
        var values = Endpoints("http://s3:1", null, null);
        values["S3:ServiceUrl"] = "https://own:2";

        Bound(values).ServiceUrl.Should().Be("https://own:2");
    }

    [Theory]
    [InlineData("http://s3:1/bucket", null, "AWS_ENDPOINT_URL_S3 must be an address like https://host, *")]
    [InlineData(null, "localhost:9000", "AWS_ENDPOINT_URL must be an address like https://host, *")]
    public void Endpoints_Wrong_AreNamedAsTheyAreWritten(string? s3, string? all, string expected)
    {
        var act = () => Bound(Endpoints(s3, all, null));

        act.Should().Throw<OptionsValidationException>().WithMessage(expected);
    }

    // The SDK would take the variable over the settings' own region, and URLs would lead elsewhere than requests.
    [Fact]
    public void Endpoints_AreNotReadByTheClientItself()
    {
        using var client = S3Client.Create(new S3Settings { Bucket = "bucket", Region = "eu-west-1" });

        client.Config.IgnoreConfiguredEndpointUrls.Should().BeTrue();
    }

    [Theory]
    [InlineData("http://own:3", "http://own:3/bucket/")]
    [InlineData(null, "https://bucket.s3.eu-west-1.amazonaws.com/")]
    public void Endpoints_WithTheAppsOwnClient_AreLeftToIt(string? url, string expected)
    {
        var config = new AmazonS3Config
        {
            RegionEndpoint = RegionEndpoint.EUWest1,
            IgnoreConfiguredEndpointUrls = true,
        };
        if (url is not null)
        {
            (config.ServiceURL, config.ForcePathStyle) = (url, true);
        }

        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(Configuration(new()
            {
                ["AWS_ENDPOINT_URL_S3"] = "http://s3:1",
                ["S3:Bucket"] = "bucket",
            }))
            .AddSingleton<IAmazonS3>(new AmazonS3Client("id", "secret", config))
            .AddS3Uploads().Services
            .BuildServiceProvider();
        var key = $"uploads/{Guid.NewGuid()}.jpg";

        services.GetRequiredService<S3Service>().GetPublicUrl(key).Should().Be(expected + key);
    }

    private static Dictionary<string, string?> Endpoints(string? s3, string? all, string? ignore) => new()
    {
        ["AWS_ENDPOINT_URL_S3"] = s3,
        ["AWS_ENDPOINT_URL"] = all,
        ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = ignore,
    };

    private static (string?, string?, string?, string?, string?) Shape(S3Settings settings) =>
        (settings.Bucket, settings.Region, settings.AccessKeyId, settings.SecretAccessKey, settings.SessionToken);

    private static IConfigurationRoot Configuration(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(Plain).AddInMemoryCollection(values).Build();

    private static S3Settings Bound(Dictionary<string, string?> values, Action<IServiceCollection>? add = null) =>
        Bound(Configuration(values), add);

    private static S3Settings Bound(IConfiguration configuration, Action<IServiceCollection>? add) =>
        AppServices.Settings(add ?? (services => services.AddS3Uploads()), configuration);
}
