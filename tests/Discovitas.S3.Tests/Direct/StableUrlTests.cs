using Amazon;
using Amazon.Runtime;
using Discovitas.S3.TestSupport.Clocks;

namespace Discovitas.S3.Tests.Direct;

/// <summary>URLs that everybody gets, within a window.</summary>
public sealed class StableUrlTests
{
    private const string Key = "uploads/0f8fad5b-d9cb-469f-a165-70867728950e.png";

    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // 10:07:12.5
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 10, 7, 12, 500, TimeSpan.Zero);
    private static readonly DateTimeOffset WindowEnd = new(2026, 11, 29, 10, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task GetTemporaryUrl_InOneWindow_IsTheSameForAllInstances()
    {
        var first = await UrlAsync(Now);
        var last = await UrlAsync(WindowEnd.AddMilliseconds(-1));
        var next = await UrlAsync(WindowEnd);

        last.Should().Be(first);
        next.Url.Should().NotBe(first.Url);
        next.StableUntil.Should().Be(WindowEnd + HalfAnHour);
    }

    [Fact]
    public async Task GetTemporaryUrl_Window_EndsBeforeTheUrlByTheLifetime()
    {
        var url = await UrlAsync(Now);

        url.StableUntil.Should().Be(WindowEnd);
        url.ExpiresAt.Should().Be(WindowEnd + Hour);
        url.Url.Should().Contain("X-Amz-Date=20261129T100000Z").And.Contain("X-Amz-Expires=5400&");
    }

    [Fact]
    public async Task GetTemporaryUrl_WithoutWindow_BeginsNow()
    {
        var url = await UrlAsync(Now, stableFor: null);

        url.StableUntil.Should().BeNull();
        url.Url.Should().Contain("X-Amz-Date=20261129T100712Z").And.Contain("X-Amz-Expires=3601&");
        url.ExpiresAt.Should().BeOnOrAfter(Now + Hour);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/relative")]
    [InlineData("https://cdn.example.com/a\r\nX: y")]
    [InlineData("javascript:alert(1)")]
    public async Task SignUrl_ThatReturnsNoUrl_IsReported(string? text)
    {
        var act = () => UrlAsync(Now, change: settings => settings.SignUrl = (_, _) => ValueTask.FromResult(text!));

        (await act.Should().ThrowAsync<InvalidOperationException>()).Which.Message
            .Should().StartWith("S3Settings.SignUrl returned ").And.NotContain("alert").And.NotContain("X: y");
    }

    [Theory]
    [InlineData(40)]
    [InlineData(15)]
    public async Task GetTemporaryUrl_CredentialsEndEarlier_TheWindowAndTheUrlEndWithThem(int minutes)
    {
        var end = WindowEnd.AddMinutes(minutes - 30);

        var url = await UrlAsync(Now, credentials: new ExpiringCredentials(end.UtcDateTime));

        url.ExpiresAt.Should().Be(end);
        url.StableUntil.Should().Be(minutes < 30 ? end : WindowEnd);
        url.Url.Should().Contain($"X-Amz-Expires={minutes * 60}&");
        url.MayExpireEarlier.Should().BeFalse();
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData((604_800 - 3600) + 1)]
    public async Task GetTemporaryUrl_WindowOutsideItsRange_IsRejected(double seconds)
    {
        var act = () => UrlAsync(Now, TimeSpan.FromSeconds(seconds));

        await act.Should().ThrowAsync<ArgumentOutOfRangeException>().WithParameterName("stableFor");
    }

    [Fact]
    public async Task GetTemporaryUrl_OwnClientThatHidesItsCredentials_SaysWhatToDo()
    {
        using var s3 = new AmazonS3Client(new BasicAWSCredentials("AKIDEXAMPLE", "secret"), RegionEndpoint.EUWest1);

        var act = () => ValidSettings.Service(s3: s3).GetTemporaryUrlAsync(Key, Hour, stableFor: HalfAnHour);

        (await act.Should().ThrowAsync<S3StoreException>()).Which.Message.Should().Contain("DefaultAWSCredentials");
    }

    [Fact]
    public async Task GetTemporaryUrl_OwnClientAndKeysInTheSettings_SignsWithThem()
    {
        using var s3 = new AmazonS3Client(new BasicAWSCredentials("AKIDOTHER", "secret"), RegionEndpoint.EUWest1);
        var service = ValidSettings.Service(
            settings => (settings.AccessKeyId, settings.SecretAccessKey) = ("AKIDEXAMPLE", "secret"), s3);

        var url = await service.GetTemporaryUrlAsync(Key, Hour, stableFor: HalfAnHour);

        url.Url.Should().Contain("X-Amz-Credential=AKIDEXAMPLE%2F");
    }

    [Fact]
    public async Task SignUrl_IsGivenTheWindow_AndSigns()
    {
        var asked = new List<UrlToSign>();
        var url = await UrlAsync(Now, change: settings =>
        {
            settings.PublicBaseUrl = "https://cdn.example.com";
            settings.SignUrl = (unsigned, _) =>
            {
                asked.Add(unsigned);
                return ValueTask.FromResult(unsigned.Url + "?Signature=x");
            };
        });

        url.Url.Should().Be($"https://cdn.example.com/{Key}?Signature=x");
        url.ExpiresAt.Should().Be(WindowEnd + Hour);
        url.StableUntil.Should().Be(WindowEnd);
        asked.Should().Equal(new UrlToSign
        {
            Key = Key,
            Url = $"https://cdn.example.com/{Key}",
            ExpiresAt = WindowEnd + Hour,
        });
    }

    private static async Task<TemporaryUrl> UrlAsync(
        DateTimeOffset now,
        TimeSpan? stableFor,
        Action<S3Settings>? change = null,
        AWSCredentials? credentials = null)
    {
        var settings = ValidSettings.With(settings =>
        {
            (settings.AccessKeyId, settings.SecretAccessKey) =
                credentials is null ? ("AKIDEXAMPLE", "secret") : (null, null);
            change?.Invoke(settings);
        });
        using var s3 = credentials is null
            ? S3ClientFactory.Create(settings)
            : new AmazonS3Client(new AmazonS3Config
            {
                RegionEndpoint = RegionEndpoint.EUWest1,
                DefaultAWSCredentials = credentials,
            });
        var service = new S3Service(s3, settings, timeProvider: new StoppedClock(now));
        return await service.GetTemporaryUrlAsync(Key, Hour, stableFor: stableFor);
    }

    private static Task<TemporaryUrl> UrlAsync(
        DateTimeOffset now, Action<S3Settings>? change = null, AWSCredentials? credentials = null) =>
        UrlAsync(now, HalfAnHour, change, credentials);
}
