using Microsoft.Extensions.Configuration;
using static Discovitas.S3.Tests.Configuration.AppServices;

namespace Discovitas.S3.Tests.Configuration;

/// <summary>Where <c>AddS3Uploads</c> takes the settings from.</summary>
public sealed class S3SettingsFromConfigurationTests
{
    [Fact]
    public void AddS3Uploads_Json_BindsEverySetting()
    {
        const string Json = """
            {
              "S3": {
                "Bucket": "my-bucket", "Region": "eu-west-1",
                "AccessKeyId": "AKIDEXAMPLE", "SecretAccessKey": "secret", "SessionToken": "token",
                "KeyPrefix": "files/", "ServiceUrl": "https://s3.example.com", "ForcePathStyle": false,
                "PendingPrefix": "waiting/", "BrowserUrl": "https://files.example.com",
                "PublicBaseUrl": "https://cdn.example.com", "SupportsPostPolicy": false,
                "MaxFileSize": 10485760, "AllowedContentTypes": ["image/png", "image/gif"],
                "AllowedExtensions": [".png", "gif"],
                "PartSize": 16777216, "MaxParallelism": 2, "MemoryLimit": 33554432,
                "ConnectTimeout": "00:00:05", "IdleTimeout": "00:01:00", "RetryTimeout": "00:00:40",
                "InspectionTimeout": "00:02:00",
                "ServerSideEncryption": "aws:kms", "KmsKeyId": "alias/key", "ExpectedBucketOwner": "123456789012"
              }
            }
            """;
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Json)))
            .Build();

        Settings(services => services.AddS3Uploads(), configuration).Should().BeEquivalentTo(new
        {
            Bucket = "my-bucket",
            Region = "eu-west-1",
            AccessKeyId = "AKIDEXAMPLE",
            SecretAccessKey = "secret",
            SessionToken = "token",
            KeyPrefix = "files/",
            PendingPrefix = "waiting/",
            ServiceUrl = "https://s3.example.com",
            ForcePathStyle = false,
            BrowserUrl = "https://files.example.com",
            PublicBaseUrl = "https://cdn.example.com",
            SupportsPostPolicy = false,
            MaxFileSize = 10485760L,
            AllowedContentTypes = new List<string> { "image/png", "image/gif" },
            AllowedExtensions = new List<string> { ".png", "gif" },
            PartSize = 16777216L,
            MaxParallelism = 2,
            MemoryLimit = 33554432L,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            IdleTimeout = TimeSpan.FromMinutes(1),
            RetryTimeout = TimeSpan.FromSeconds(40),
            InspectionTimeout = TimeSpan.FromMinutes(2),
            ServerSideEncryption = "aws:kms",
            KmsKeyId = "alias/key",
            ExpectedBucketOwner = "123456789012",
        });
        typeof(S3Settings).GetProperties()
            .Should().HaveCount(25 + 1, "a new setting must be bound as well, and a function cannot be");
    }

    [Fact]
    public void AddS3Uploads_EnvironmentVariables_BindLists()
    {
        // A prefix of its own keeps this from other tests and from the machine's variables.
        var prefix = $"T{Guid.NewGuid():N}_";
        Environment.SetEnvironmentVariable(prefix + "S3__Bucket", "my-bucket");
        Environment.SetEnvironmentVariable(prefix + "S3__Region", "eu-west-1");
        Environment.SetEnvironmentVariable(prefix + "S3__AllowedContentTypes__0", "image/png");
        Environment.SetEnvironmentVariable(prefix + "S3__AllowedContentTypes__1", "image/gif");

        var settings = Settings(
            services => services.AddS3Uploads(), new ConfigurationBuilder().AddEnvironmentVariables(prefix).Build());

        settings.Bucket.Should().Be("my-bucket");
        settings.AllowedContentTypes.Should().Equal("image/png", "image/gif");
    }

    [Fact]
    public void AddS3Uploads_AnotherSection_IsTheOnlyOneRead()
    {
        var configuration = InMemory(new()
        {
            ["S3:Bucket"] = "my-bucket",
            ["S3:AllowedContentTypes:0"] = "image/png",
            ["Pictures:Bucket"] = "pictures",
            ["Pictures:Region"] = "eu-north-1",
        });

        var settings = Settings(services => services.AddS3Uploads(configuration.GetSection("Pictures")), configuration);

        settings.Bucket.Should().Be("pictures");
        settings.Region.Should().Be("eu-north-1");
        settings.AllowedContentTypes.Should().BeEmpty();
    }

    [Fact]
    public void AddS3Uploads_TwoSections_AreBothReadAndTheLaterHasTheLastWord()
    {
        var configuration = InMemory(new()
        {
            ["Store:Region"] = "eu-north-1",
            ["Store:PartSize"] = "6000000",
            ["Pictures:Bucket"] = "pictures",
            ["Pictures:PartSize"] = "7000000",
        });

        var settings = Settings(services =>
        {
            services.AddS3Uploads(configuration.GetSection("Store"));
            services.AddS3Uploads(configuration.GetSection("Pictures"));
        });

        settings.Bucket.Should().Be("pictures");
        settings.Region.Should().Be("eu-north-1");
        settings.PartSize.Should().Be(7_000_000);
    }

    // A second file of settings has a section of the same name, and other values in it.
    [Fact]
    public void AddS3Uploads_SectionsOfOneNameInTwoConfigurations_AreBothRead()
    {
        var settings = Settings(services =>
        {
            services.AddS3Uploads(InMemory(new() { ["S3:Region"] = "eu-north-1" }).GetSection("S3"));
            services.AddS3Uploads(InMemory(new() { ["S3:Bucket"] = "second" }).GetSection("S3"));
        });

        settings.Bucket.Should().Be("second");
        settings.Region.Should().Be("eu-north-1");
    }

    [Fact]
    public void AddS3Uploads_CodeWithoutAnyConfiguration_IsEnough() =>
        Settings(services => services.AddS3Uploads(settings => (settings.Bucket, settings.Region) = ("b", "eu-west-1")))
            .Bucket.Should().Be("b");

    [Fact]
    public void AddS3Uploads_CodeAfterTheSection_HasTheLastWord()
    {
        var configuration = InMemory(new() { ["S3:Bucket"] = "my-bucket", ["S3:Region"] = "eu-west-1" });
        var settings = Settings(
            services => services.AddS3Uploads().Configure(settings => settings.Bucket = "in-code"), configuration);

        settings.Bucket.Should().Be("in-code");
        settings.Region.Should().Be("eu-west-1");
    }
}
