using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Tests.Configuration;

/// <summary>Several stores in one app, each with a name, a section and a service of its own.</summary>
public sealed class NamedStoreTests
{
    private static readonly Dictionary<string, string?> Sections = new()
    {
        ["S3:Bucket"] = "documents",
        ["S3:Region"] = "eu-west-1",
        ["S3:AccessKeyId"] = "AKIDEXAMPLE",
        ["S3:SecretAccessKey"] = "secret",
        ["S3:AllowedExtensions:0"] = "pdf",
        ["S3:AllowedExtensions:1"] = "docx",
        ["S3:avatars:Bucket"] = "avatars",
        ["S3:avatars:AllowedExtensions:0"] = "png",
    };

    [Fact]
    public void Store_InheritsWhatItsSectionDoesNotSet_AndReplacesLists()
    {
        using var provider = Provider(Sections, services => services.AddS3Uploads("avatars"));

        var settings = Settings(provider, "avatars");

        settings.Bucket.Should().Be("avatars");
        settings.Region.Should().Be("eu-west-1");
        settings.AccessKeyId.Should().Be("AKIDEXAMPLE");
        settings.AllowedExtensions.Should().Equal("png");
    }

    [Fact]
    public void Store_WithAnAccessKeyOfItsOwn_InheritsNoSecretAndNoToken()
    {
        using var provider = Provider(
            new(Sections)
            {
                ["S3:SessionToken"] = "token",
                ["S3:avatars:AccessKeyId"] = "OTHER",
                ["S3:avatars:SecretAccessKey"] = "other",
            },
            services => services.AddS3Uploads("avatars"));

        var settings = Settings(provider, "avatars");

        (settings.AccessKeyId, settings.SecretAccessKey, settings.SessionToken).Should().Be(("OTHER", "other", null));
    }

    [Fact]
    public void Stores_HaveTheirOwnServices_AndAddresses()
    {
        using var provider = Provider(Sections, services =>
        {
            services.AddS3Uploads();
            services.AddS3Uploads("avatars");
        });
        const string Key = "uploads/0f8fad5b-d9cb-469f-a165-70867728950e.png";

        provider.GetRequiredService<S3Service>().GetPublicUrl(Key)
            .Should().Be($"https://documents.s3.eu-west-1.amazonaws.com/{Key}");
        provider.GetRequiredKeyedService<S3Service>("avatars").GetPublicUrl(Key)
            .Should().Be($"https://avatars.s3.eu-west-1.amazonaws.com/{Key}");
        provider.GetService<IAmazonS3>().Should().BeNull();
        provider.GetKeyedService<IAmazonS3>("avatars").Should().BeNull();
    }

    [Fact]
    public void Store_FromCode_InheritsFromTheSection()
    {
        using var provider = Provider(
            Sections, services => services.AddS3Uploads("videos", settings => settings.Bucket = "videos"));

        (Settings(provider, "videos").Bucket, Settings(provider, "videos").Region).Should().Be(("videos", "eu-west-1"));
    }

    [Fact]
    public void Store_FromAnotherSection_InheritsFromTheSection()
    {
        var configuration = AppServices.InMemory(new(Sections) { ["Elsewhere:Bucket"] = "videos" });
        using var provider = AppServices.Provider(
            services => services.AddS3Uploads("videos", configuration.GetSection("Elsewhere")), configuration);

        (Settings(provider, "videos").Bucket, Settings(provider, "videos").Region).Should().Be(("videos", "eu-west-1"));
    }

    [Fact]
    public void Store_UsesTheClientOfItsName_BeforeAnother()
    {
        Mock<IAmazonS3> keyed = new(), unkeyed = new();
        using var provider = Provider(Sections, services =>
        {
            services.AddSingleton(unkeyed.Object).AddKeyedSingleton("avatars", keyed.Object);
            services.AddS3Uploads("avatars");
            services.AddS3Uploads();
        });

        _ = provider.GetRequiredKeyedService<S3Service>("avatars")
            .DeleteAsync("uploads/0f8fad5b-d9cb-469f-a165-70867728950e");
        keyed.Invocations.Should().Contain(call => call.Method.Name == nameof(IAmazonS3.DeleteObjectAsync));
        unkeyed.Invocations.Should().NotContain(call => call.Method.Name == nameof(IAmazonS3.DeleteObjectAsync));

        _ = provider.GetRequiredService<S3Service>().DeleteAsync("uploads/0f8fad5b-d9cb-469f-a165-70867728950e");
        unkeyed.Invocations.Should().Contain(call => call.Method.Name == nameof(IAmazonS3.DeleteObjectAsync));
    }

    [Fact]
    public async Task Store_HasALogCategoryOfItsName()
    {
        using var logs = new FakeLoggerProvider();
        using var provider = Provider(Sections, services =>
        {
            services.AddLogging(logging => logging.AddProvider(logs)).AddSingleton(Mock.Of<IAmazonS3>());
            services.AddS3Uploads("avatars");
        });

        await provider.GetRequiredKeyedService<S3Service>("avatars")
            .UploadAsync(new FileUploadRequest("a.png", "image/png", new byte[1]));

        logs.Collector.GetSnapshot()
            .Should().Contain(
                line => line.Category == "Discovitas.S3.S3Service.avatars" && line.Message.StartsWith("Stored "));
    }

    [Fact]
    public void Problems_NameTheSectionThatWasRead()
    {
        using var provider = Provider(
            new(Sections) { ["S3:avatars:PartSize"] = "1", ["S3:avatars:Bucket"] = "A" },
            services => services.AddS3Uploads("avatars"));

        var act = () => provider.GetRequiredKeyedService<S3Service>("avatars");

        act.Should().Throw<OptionsValidationException>().Which.Failures.Should()
            .Contain(problem => problem.StartsWith("S3:avatars:Bucket is not a bucket name"))
            .And.Contain(problem => problem.StartsWith("S3:avatars:PartSize is in bytes"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("bucket")]
    [InlineData("a:b")]
    public void Name_ThatWouldBeASettingOrNothing_IsRejected(string name) =>
        new ServiceCollection().Invoking(services => services.AddS3Uploads(name))
            .Should().Throw<ArgumentException>().WithParameterName(nameof(name));

    private static S3Settings Settings(IServiceProvider provider, string store) =>
        provider.GetRequiredService<IOptionsMonitor<S3Settings>>().Get(store);

    private static ServiceProvider Provider(Dictionary<string, string?> values, Action<IServiceCollection> add) =>
        AppServices.Provider(add, AppServices.InMemory(values));
}
