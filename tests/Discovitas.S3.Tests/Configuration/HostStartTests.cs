using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Discovitas.S3.Tests.Configuration;

public sealed class HostStartTests
{
    [Fact]
    public async Task Start_NothingConfigured_FailsOnceAndNamesEachMissingSetting()
    {
        var act = () => StartAsync([]);

        (await act.Should().ThrowAsync<OptionsValidationException>()).Which.Failures
            .Should().HaveCount(2).And.Contain(failure => failure.StartsWith("S3:Bucket is missing. "))
            .And.Contain(failure => failure.StartsWith("S3:Region is missing. "));
    }

    [Fact]
    public async Task Start_NothingConfiguredInCode_Fails()
    {
        var act = () => StartAsync([], services => services.AddS3Uploads(_ => { }));

        await act.Should().ThrowAsync<OptionsValidationException>();
    }

    [Fact]
    public async Task Start_OneSettingWrong_NamesItWithoutTheSecrets()
    {
        var act = () => StartAsync(new()
        {
            ["S3:Bucket"] = "my-bucket",
            ["S3:Region"] = "eu-west-1",
            ["S3:SecretAccessKey"] = "topsecret",
            ["S3:SessionToken"] = "topsecret",
        });

        var problem = (await act.Should().ThrowAsync<OptionsValidationException>()).Which;
        problem.Failures.Should().ContainSingle().Which
            .Should().StartWith("S3:AccessKeyId is missing, although S3:SecretAccessKey is set.");
        problem.ToString().Should().NotContain("topsecret");
    }

    [Theory]
    [InlineData("AllowedContentTypes", "image/png")]
    [InlineData("AllowedExtensions", "png,jpg")]
    public async Task Start_SingleValueWhereAListBelongs_IsRejected_SinceTheRuleWouldNotHold(string name, string value)
    {
        var act = () =>
            StartAsync(new() { ["S3:Bucket"] = "my-bucket", ["S3:Region"] = "eu-west-1", [$"S3:{name}"] = value });

        (await act.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().ContainSingle().Which
            .Should().Contain($"S3__{name}__0");
    }

    [Theory]
    [InlineData("S3:MaxParallelism", "many")]
    [InlineData("S3:PartSize", "8 MiB")]
    [InlineData("S3:PartSize", "8,388,608")]
    [InlineData("S3:MaxFileSize", "1e6")]
    [InlineData("S3:IdleTimeout", "30s")]
    [InlineData("S3:ForcePathStyle", "yes")]
    public async Task Start_ValueOfAnotherType_IsNamedWithTheRemedyAndWithoutTheSecrets(string setting, string value)
    {
        var act = () => StartAsync(new()
        {
            ["S3:Bucket"] = "my-bucket",
            ["S3:Region"] = "eu-west-1",
            ["S3:AccessKeyId"] = "AKIDEXAMPLE",
            ["S3:SecretAccessKey"] = "topsecret",
            [setting] = value,
        });

        var problem = (await act.Should().ThrowAsync<OptionsValidationException>()).Which;
        problem.Failures.Should().ContainSingle().Which.Should()
            .Contain(setting)
            .And.EndWith("Numbers are plain digits, times are like 00:00:30, switches are true or false.");
        problem.ToString().Should().NotContain("topsecret");
    }

    [Fact]
    public async Task Start_BucketAndRegion_IsEnough()
    {
        var act = () => StartAsync(new() { ["S3:Bucket"] = "b", ["S3:Region"] = "eu-west-1" });

        await act.Should().NotThrowAsync();
    }

    [Fact]
    public async Task Start_AddedTwice_FailsWithEachProblemOnce()
    {
        var act = () => StartAsync([], services =>
        {
            services.AddS3Uploads();
            services.AddS3Uploads();
        });

        (await act.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().HaveCount(2);
    }

    // Without the machine's own environment, which may have a region and keys in it.
    private static async Task StartAsync(
        Dictionary<string, string?> configuration, Action<IServiceCollection>? add = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(configuration);
        (add ?? (services => services.AddS3Uploads()))(builder.Services);
        using var host = builder.Build();
        await host.StartAsync();
        host.Services.GetRequiredService<S3Service>().Should().NotBeNull();
        await host.StopAsync();
    }
}
