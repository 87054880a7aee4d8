using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Tests.Configuration;

/// <summary>A store's connection string: <c>ConnectionStrings:{name}</c>.</summary>
public sealed class StoreConnectionTests
{
    private const string Whole =
        "Endpoint=http://127.0.0.1:9000;AccessKey=ID;SecretKey=a/b+c=;Bucket=pictures;Region=eu-north-1";

    [Fact]
    public void Default_ReadsTheOneNamedS3() =>
        Shape(Bound(new() { ["ConnectionStrings:S3"] = Whole }))
            .Should().Be(("http://127.0.0.1:9000", "ID", "a/b+c=", "pictures", "eu-north-1"));

    [Fact]
    public void UseConnectionString_ReadsTheOneThatItNames() =>
        Shape(Bound(
            new() { ["ConnectionStrings:pictures"] = Whole, ["ConnectionStrings:S3"] = "Bucket=another" },
            services => services.AddS3Uploads().UseConnectionString("pictures")))
            .Should().Be(("http://127.0.0.1:9000", "ID", "a/b+c=", "pictures", "eu-north-1"));

    [Fact]
    public void Named_ReadsTheOneOfItsName_BeforeWhatItInherits() =>
        Shape(BoundNamed(new()
        {
            ["ConnectionStrings:S3"] = "Endpoint=https://store:1;Region=eu-west-3",
            ["S3:Bucket"] = "default-bucket",
            ["S3:AccessKeyId"] = "DEFAULT",
            ["S3:SecretAccessKey"] = "default",
            ["ConnectionStrings:avatars"] = "Bucket=avatars-bucket;AccessKey=ID;SecretKey=secret",
            ["S3:avatars:Region"] = "eu-west-2",
        })).Should().Be(("https://store:1", "ID", "secret", "avatars-bucket", "eu-west-2"));

    [Fact]
    public void OwnSettings_HavePrecedence() =>
        Shape(Bound(new()
        {
            ["ConnectionStrings:S3"] = Whole,
            ["S3:Bucket"] = "own-bucket",
            ["S3:AccessKeyId"] = "OWN",
            ["S3:SecretAccessKey"] = "own",
        })).Should().Be(("http://127.0.0.1:9000", "OWN", "own", "own-bucket", "eu-north-1"));

    [Fact]
    public void PlainNames_ComeAfterIt() =>
        Shape(Bound(new()
        {
            ["ConnectionStrings:S3"] = Whole,
            ["AWS_ENDPOINT_URL_S3"] = "http://another:1",
            ["S3_BUCKET"] = "another",
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = "ANOTHER",
            ["AWS_SECRET_ACCESS_KEY"] = "another",
        })).Should().Be(("http://127.0.0.1:9000", "ID", "a/b+c=", "pictures", "eu-north-1"));

    [Fact]
    public void Code_HasPrecedence_EvenInAnEarlierCall() =>
        Bound(
            new() { ["ConnectionStrings:pictures"] = Whole },
            services => services.AddS3Uploads(settings => settings.Region = "eu-west-2").UseConnectionString("pictures")
                .Services.AddS3Uploads(settings => settings.KeyPrefix = "other/"))
            .Region.Should().Be("eu-west-2");

    [Theory]
    [InlineData(" bucket = pictures ; REGION=eu-west-1;; ", "pictures")]
    [InlineData("Bucket=\"pictures\";Region=eu-west-1;AccessKey=ID;SecretKey=\"a;b\"", "pictures")]
    public void Forms_ThatOthersWrite_AreRead(string text, string bucket) =>
        Bound(new() { ["ConnectionStrings:S3"] = text }).Bucket.Should().Be(bucket);

    // Of a database, of a queue.
    [Theory]
    [InlineData("Host=db;Database=avatars;Password=x")]
    [InlineData("Endpoint=sb://queue.example.com/;SharedAccessKeyName=x")]
    [InlineData("Data Source=avatars.db")]
    public void AnotherOneOfThisName_IsLeftAlone(string text) =>
        BoundNamed(new() { ["ConnectionStrings:avatars"] = text, ["S3:Bucket"] = "mine", ["S3:Region"] = "eu-west-1" })
            .Bucket.Should().Be("mine");

    [Theory]
    [InlineData("Endpont=http://s3cret;Bucket=b1x", "part 1 is unknown. Did you mean Endpoint?")]
    [InlineData("Bucket=b1x;s3cret=1", "part 2 is unknown. The form is Endpoint=*")]
    [InlineData("AccessKey=ID;SecretKey=a;s3cret", "part 3 has no '='. *")]
    [InlineData("Bucket=s3cret;Bucket=b1x", "Bucket is given twice.")]
    [InlineData("Bucket=S3cret", "Bucket is not a bucket name: *")]
    [InlineData("Bucket=b1x;Region=s3cret!", "Region is not a region's name: *")]
    [InlineData("Bucket=b1x;Endpoint=http://s3cret@store", "Endpoint must be an address like https://host, *")]
    [InlineData("Bucket=b1x;AccessKey=ID", "SecretKey is missing, although AccessKey is set. *")]
    [InlineData("Bucket=b1x;AccessKey=ID;SecretKey=s3cret\n1", "SecretKey contains a line break *")]
    public void Wrong_IsNamedByItsPart_AndNeverRepeated(string text, string expected)
    {
        var act = () => Bound(new() { ["ConnectionStrings:S3"] = text });

        act.Should().Throw<OptionsValidationException>().WithMessage("ConnectionStrings:S3: " + expected)
            .Which.Message.Should().NotContain("s3cret");
    }

    [Fact]
    public void UseConnectionString_Missing_SaysHowToSetIt()
    {
        var act = () => Bound([], services => services.AddS3Uploads().UseConnectionString("pictures"));

        act.Should().Throw<OptionsValidationException>().WithMessage(
            "ConnectionStrings:pictures is missing, which UseConnectionString names. Set it (environment variable "
            + "ConnectionStrings__pictures) to Endpoint=*");
    }

    private static (string?, string?, string?, string?, string?) Shape(S3Settings settings) =>
        (settings.ServiceUrl, settings.AccessKeyId, settings.SecretAccessKey, settings.Bucket, settings.Region);

    private static S3Settings Bound(Dictionary<string, string?> values, Action<IServiceCollection>? add = null) =>
        AppServices.Settings(add ?? (services => services.AddS3Uploads()), AppServices.InMemory(values));

    private static S3Settings BoundNamed(Dictionary<string, string?> values)
    {
        using var provider = AppServices.Provider(
            services => services.AddS3Uploads("avatars"), AppServices.InMemory(values));
        return provider.GetRequiredService<IOptionsMonitor<S3Settings>>().Get("avatars");
    }
}
