using Amazon;
using Amazon.Runtime;
using Discovitas.S3.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Discovitas.S3.Tests.Configuration.StartedApp;

namespace Discovitas.S3.Tests.Configuration;

/// <summary>
/// What stops the start of an app, or is logged then: names that mean nothing, two buckets, a client that says
/// otherwise.
/// </summary>
public sealed class StartChecksTests
{
    private static readonly Dictionary<string, string?> Valid = new()
    {
        ["S3:Bucket"] = "my-bucket",
        ["S3:Region"] = "eu-west-1",
    };

    [Theory]
    [InlineData("MaxFileSiz", "MaxFileSize")]
    [InlineData("maxfilesizes", "MaxFileSize")]
    [InlineData("AlowedContentTypes", "AllowedContentTypes")]
    [InlineData("Buckte", "Bucket")]
    [InlineData("ServiceURLs", "ServiceUrl")]
    public async Task MisspeltSetting_StopsTheStart_AndSaysWhichIsMeant(string name, string meant)
    {
        var act = () => StartAsync(new(Valid) { [$"S3:{name}"] = "1" });

        (await act.Should().ThrowAsync<OptionsValidationException>()).Which.Failures
            .Should().Equal($"S3:{name} is not a setting. Did you mean {meant}?");
    }

    [Fact]
    public async Task MisspeltSetting_OfAnotherSection_IsNamedThere()
    {
        var act = () => StartAsync(
            new() { ["Pictures:Bucket"] = "b", ["Pictures:Region"] = "eu-west-1", ["Pictures:KeyPrefx"] = "a/" },
            builder => builder.Services.AddS3Uploads(builder.Configuration.GetSection("Pictures")));

        (await act.Should().ThrowAsync<OptionsValidationException>()).Which.Failures
            .Should().Equal("Pictures:KeyPrefx is not a setting. Did you mean KeyPrefix?");
    }

    [Fact]
    public async Task MissingSetting_OfAnotherSection_IsNamedThere()
    {
        var act = () =>
            StartAsync(
                [], builder => builder.Services.AddS3Uploads(builder.Configuration.GetSection("Storage:Pictures")));

        (await act.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().Contain(
            "Storage:Pictures:Bucket is missing. Set it to the name of the bucket (environment variable "
                + "Storage__Pictures__Bucket or S3_BUCKET).");
    }

    [Fact]
    public async Task UnknownSetting_IsAWarning()
    {
        var log = await StartAsync(new(Valid) { ["S3:Colour"] = "blue" });

        log.Should().ContainSingle(line => line.Level == LogLevel.Warning)
            .Which.Message.Should().Be("S3:Colour is not a setting and has no effect");
    }

    [Fact]
    public async Task UnknownRegion_IsAWarning()
    {
        var log = await StartAsync(new(Valid) { ["S3:Region"] = "eu-wset-1" });

        log.Should().ContainSingle(line => line.Level == LogLevel.Warning).Which.Message
            .Should().StartWith("S3:Region is eu-wset-1");
    }

    [Fact]
    public async Task KnownNames_AndSectionsOfStores_AreNoWarnings()
    {
        var log = await StartAsync(
            new(Valid) { ["S3:avatars:Bucket"] = "avatars" },
            builder =>
            {
                builder.Services.AddS3Uploads();
                builder.Services.AddS3Uploads("avatars");
            });

        log.Should().NotContain(line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public void AllSettings_AreKnownNames() =>
        SettingNames.All.Append(nameof(S3Settings.SignUrl))
            .Should().BeEquivalentTo(typeof(S3Settings).GetProperties().Select(property => property.Name));

    [Fact]
    public async Task TwoBuckets_ForOneStore_StopTheStart()
    {
        var act = () => StartAsync(new(Valid) { ["Other:Bucket"] = "other" }, builder =>
        {
            builder.Services.AddS3Uploads();
            builder.Services.AddS3Uploads(builder.Configuration.GetSection("Other"));
        });

        (await act.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().ContainSingle()
            .Which.Should().StartWith(
                "AddS3Uploads is called 2 times for the default store, with the buckets my-bucket and other.");
    }

    [Fact]
    public async Task TwoBuckets_ForOneNamedStore_StopTheStart()
    {
        var act = () => StartAsync(Valid, builder =>
        {
            builder.Services.AddS3Uploads("avatars", settings => settings.Bucket = "a");
            builder.Services.AddS3Uploads("avatars", settings => settings.Bucket = "b");
        });

        (await act.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*store 'avatars'*a and b*");
    }

    [Fact]
    public async Task OwnClient_FillsRegion_WhereTheSettingsAreSilent()
    {
        using var client = new AmazonS3Client(new AnonymousAWSCredentials(), RegionEndpoint.EUCentral1);

        (await PublicUrlAsync(client)).Should().StartWith("https://b.s3.eu-central-1.amazonaws.com/");
    }

    [Fact]
    public async Task OwnClient_FillsServiceUrl_WhereTheSettingsAreSilent()
    {
        using var client = Client("http://store.example:9000");

        (await PublicUrlAsync(client)).Should().StartWith("http://store.example:9000/b/uploads/");
    }

    [Theory]
    [InlineData(
        "S3:ServiceUrl",
        "http://other.example",
        "S3:ServiceUrl is http://other.example, and the app's own IAmazonS3 uses http://store.example:9000.")]
    [InlineData("S3:ServiceUrl", "https://store.example:9000", "S3:ServiceUrl is https://store.example:9000, and *")]
    public async Task OwnClient_ThatContradictsTheServiceUrl_StopsTheStart(string setting, string value, string message)
    {
        using var client = Client("http://store.example:9000");
        var act = () => StartAsync(new() { ["S3:Bucket"] = "b", [setting] = value }, With(client));

        (await act.Should().ThrowAsync<OptionsValidationException>()).WithMessage(message.TrimEnd('*') + "*");
    }

    [Fact]
    public async Task OwnClient_ThatContradictsTheRegion_StopsTheStart()
    {
        using var client = new AmazonS3Client(new AnonymousAWSCredentials(), RegionEndpoint.EUCentral1);
        var act = () => StartAsync(Valid, With(client));

        (await act.Should().ThrowAsync<OptionsValidationException>())
            .WithMessage("S3:Region is eu-west-1, and the app's own IAmazonS3 uses eu-central-1. *");
    }

    [Fact]
    public async Task OwnClient_BuiltFromTheSettings_MayAskForThem()
    {
        var act = () => StartAsync(Valid, builder =>
        {
            builder.Services.AddS3Uploads();
            builder.Services.AddSingleton<IAmazonS3>(provider => new AmazonS3Client(
                new AnonymousAWSCredentials(),
                RegionEndpoint.GetBySystemName(provider.GetRequiredService<IOptions<S3Settings>>().Value.Region)));
        });

        await act.Should().NotThrowAsync();
    }

    // With settings that name the bucket and nothing else.
    private static async Task<string> PublicUrlAsync(IAmazonS3 client)
    {
        var url = "";
        await StartAsync(new() { ["S3:Bucket"] = "b" }, With(client), s3 => url = s3.GetPublicUrl(Key));
        return url;
    }

    private static AmazonS3Client Client(string url) =>
        new(
            new AnonymousAWSCredentials(),
            new AmazonS3Config { ServiceURL = url, AuthenticationRegion = "us-east-1", ForcePathStyle = true });

    private static Action<HostApplicationBuilder> With(IAmazonS3 client) => builder =>
    {
        builder.Services.AddSingleton(client);
        builder.Services.AddS3Uploads();
    };
}
