using Discovitas.S3.Configuration;

namespace Discovitas.S3.Tests.Configuration;

public sealed class S3SettingsValidationTests
{
    public static TheoryData<string> Wrong => WrongSettings.Labels;

    [Theory]
    [MemberData(nameof(Wrong))]
    public void NewService_OneWrongSetting_IsNamedWithItsRemedy(string label)
    {
        var (change, message) = WrongSettings.Get(label);

        Problem(change).Failures.Should().ContainSingle().Which.Should().Be(SettingNames.In(null, message));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void NewService_OneWrongSetting_RepeatsNoSecret(string label)
    {
        var (change, _) = WrongSettings.Get(label);
        var problem = Problem(settings =>
        {
            // An id would complete them.
            settings.SecretAccessKey = label.StartsWith("AccessKeyId", StringComparison.Ordinal) ? null : "topsecret";
            settings.SessionToken = "topsecret";
            change(settings);
        });

        problem.ToString().Should().NotContain("topsecret");
    }

    [Fact]
    public void NewService_TheLeastThatMustBeSet_IsEnough()
    {
        var act = () =>
            new S3Service(Mock.Of<IAmazonS3>(), Options.Create(new S3Settings { Bucket = "b", Region = "eu-west-1" }));

        act.Should().NotThrow();
    }

    [Fact]
    public void NewService_NothingSet_NamesEachMissingSettingAtOnce()
    {
        var act = () => new S3Service(Mock.Of<IAmazonS3>(), Options.Create(new S3Settings()));

        act.Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal(
            "S3Settings.Bucket is missing. Set it to the name of the bucket.",
            "S3Settings.Region is missing. Set it to the bucket's region, for instance eu-west-1; "
            + "or set S3Settings.ServiceUrl for a store that is not Amazon's.");
    }

    [Fact]
    public void NewService_SeveralWrongSettings_NamesEach() =>
        Problem(settings =>
        {
            settings.Bucket = "B";
            settings.MaxParallelism = 0;
            settings.KeyPrefix = "x";
            settings.AllowedExtensions.Add("*");
            settings.AllowedExtensions.Add("?");
        }).Failures.Should().HaveCount(5);

    public static TheoryData<string> Right => [.. RightSettings.Keys];

    [Theory]
    [MemberData(nameof(Right))]
    public void NewService_RightSetting_IsTaken(string label)
    {
        var act = () => ValidSettings.Service(RightSettings[label]);

        act.Should().NotThrow();
    }

    private static readonly Dictionary<string, Action<S3Settings>> RightSettings = new(StringComparer.Ordinal)
    {
        ["bucket of 1"] = settings => settings.Bucket = "b",
        ["bucket of 63"] = settings => settings.Bucket = new string('b', 63),
        ["bucket with dots and hyphens"] = settings => settings.Bucket = "files.my-app.example.com",
        ["bucket of digits"] = settings => settings.Bucket = "1.2.3",
        ["region of another partition"] = settings => settings.Region = "us-isob-east-1",
        ["no region with a store's address"] = settings =>
            (settings.Region, settings.ServiceUrl) = (null, "https://s3.example.com"),
        ["region of one word"] = settings =>
            (settings.Region, settings.ServiceUrl) = ("auto", "https://s3.example.com"),
        ["keys"] = settings => (settings.AccessKeyId, settings.SecretAccessKey) = ("AKIDEXAMPLE", "secret"),
        ["keys with a token"] = settings =>
            (
                settings.AccessKeyId,
                settings.SecretAccessKey,
                settings.SessionToken) = ("ASIAEXAMPLE", "secret", "token"),
        ["empty keys"] = settings =>
            (settings.AccessKeyId, settings.SecretAccessKey, settings.SessionToken) = ("", "", ""),
        ["prefix of 512"] = settings => settings.KeyPrefix = new string('p', 511) + "/",
        ["prefix of folders"] = settings => settings.KeyPrefix = "a/b-c/~d/",
        ["store by IP"] = settings => settings.ServiceUrl = "http://127.0.0.1:9000",
        ["store with a slash"] = settings => settings.ServiceUrl = "https://s3.example.com/",
        ["CDN with a path"] = settings => settings.PublicBaseUrl = "https://cdn.example.com/a/b/",
        ["1 byte"] = settings => settings.MaxFileSize = 1,
        ["no limit in so many bytes"] = settings => settings.MaxFileSize = long.MaxValue,
        ["smallest part"] = settings => settings.PartSize = 5_242_880,
        ["largest part"] = settings => settings.PartSize = 5_368_709_120,
        ["1 at once"] = settings => settings.MaxParallelism = 1,
        ["64 at once"] = settings => settings.MaxParallelism = 64,
        ["shortest times"] = settings => settings.ConnectTimeout = settings.IdleTimeout = TimeSpan.FromTicks(1),
        ["longest times"] = settings => settings.ConnectTimeout = settings.IdleTimeout = TimeSpan.FromDays(1),
        ["no second try"] = settings => settings.RetryTimeout = TimeSpan.Zero,
        ["AES256"] = settings => settings.ServerSideEncryption = "AES256",
        ["aws:kms"] = settings => (settings.ServerSideEncryption, settings.KmsKeyId) = ("aws:kms", "alias/key"),
        ["aws:kms:dsse"] = settings => settings.ServerSideEncryption = "aws:kms:dsse",
        ["owner"] = settings => settings.ExpectedBucketOwner = "012345678901",
        ["types in any case"] = settings => settings.AllowedContentTypes.Add("Image/PNG"),
        ["extension with its dot"] = settings => settings.AllowedExtensions.Add(".png"),
        ["extension without"] = settings => settings.AllowedExtensions.Add("PNG"),
    };

    private static OptionsValidationException Problem(Action<S3Settings> change)
    {
        var act = () => ValidSettings.Service(change);
        return act.Should().Throw<OptionsValidationException>().Which;
    }
}
