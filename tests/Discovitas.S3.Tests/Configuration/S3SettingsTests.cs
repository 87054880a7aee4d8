using System.Diagnostics;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Discovitas.S3.Tests.Configuration;

public sealed class S3SettingsTests
{
    private static readonly string[] Secrets = [nameof(S3Settings.SecretAccessKey), nameof(S3Settings.SessionToken)];

    public static TheoryData<string> SecretNames => [.. Secrets];

    [Fact]
    public void Defaults_AreTheDocumented()
    {
        var settings = new S3Settings();

        settings.KeyPrefix.Should().Be("uploads/");
        settings.PartSize.Should().Be(8 * 1024 * 1024);
        settings.MaxParallelism.Should().Be(4);
        settings.ConnectTimeout.Should().Be(TimeSpan.FromSeconds(10));
        settings.IdleTimeout.Should().Be(TimeSpan.FromSeconds(30));
        settings.RetryTimeout.Should().Be(TimeSpan.FromSeconds(20));
        settings.AllowedContentTypes.Should().BeEmpty();
        settings.AllowedExtensions.Should().BeEmpty();
        settings.MaxFileSize.Should().BeNull();
        settings.ForcePathStyle.Should().BeNull();
        settings.ServerSideEncryption.Should().BeNull();
    }

    [Fact]
    public void ToString_Always_ShowsTheStoreAndNoKeys() =>
        WithSecrets().ToString().Should().Be(
            "S3Settings { Bucket = my-bucket, Region = eu-west-1, ServiceUrl = , KeyPrefix = uploads/, AccessKeyId "
            + "= set }");

    [Fact]
    public void ToString_WithoutKeys_SaysSo() =>
        ValidSettings.With().ToString().Should().EndWith("AccessKeyId = none }");

    [Fact]
    public void Json_Always_HasNoSecret()
    {
        var json = JsonSerializer.Serialize(WithSecrets());

        json.Should().Contain("my-bucket").And.NotContain("topsecret").And.NotContainAny(Secrets);
    }

    // Newtonsoft.Json, which many an app logs with, honours IgnoreDataMember.
    [Theory]
    [MemberData(nameof(SecretNames))]
    public void Secret_Attributes_KeepItFromSerializersAndDebuggers(string name)
    {
        var property = typeof(S3Settings).GetProperty(name)!;

        property.GetCustomAttribute<IgnoreDataMemberAttribute>().Should().NotBeNull();
        property.GetCustomAttribute<JsonIgnoreAttribute>()!.Condition.Should().Be(JsonIgnoreCondition.Always);
        property.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State.Should().Be(DebuggerBrowsableState.Never);
    }

    [Fact]
    public void Debugger_Always_ShowsWhatToStringShows() =>
        typeof(S3Settings).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value.Should().Be("{ToString(),nq}");

    private static S3Settings WithSecrets() => ValidSettings.With(settings =>
        (
            settings.AccessKeyId,
            settings.SecretAccessKey,
            settings.SessionToken) = ("AKIDEXAMPLE", "topsecret", "topsecret"));

    [Fact]
    public void CopyTo_CopiesEverySetting()
    {
        var (settings, copy) = (new S3Settings(), new S3Settings { AllowedExtensions = { "gif" } });
        foreach (var property in typeof(S3Settings).GetProperties().Where(property => property.CanWrite))
        {
            var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            property.SetValue(settings, kind switch
            {
                _ when kind == typeof(string) => property.Name,
                _ when kind == typeof(int) => 7,
                _ when kind == typeof(long) => 7L,
                _ when kind == typeof(bool) => true,
                _ when kind == typeof(TimeSpan) => TimeSpan.FromSeconds(7),
                _ => (Func<UrlToSign, CancellationToken, ValueTask<string>>)((_, _) => default),
            });
        }

        settings.AllowedExtensions.Add("png");
        settings.AllowedContentTypes.Add("image/png");

        settings.CopyTo(copy);

        copy.Should().BeEquivalentTo(settings);
        copy.AllowedExtensions.Should().NotBeSameAs(settings.AllowedExtensions);
    }
}
