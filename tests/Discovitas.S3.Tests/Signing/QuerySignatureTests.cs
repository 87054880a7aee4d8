using System.Diagnostics;
using System.Globalization;
using System.Web;
using Amazon.Runtime;
using Discovitas.S3.Direct;
using Discovitas.S3.Signing;

namespace Discovitas.S3.Tests.Signing;

/// <summary>The URLs are the same, character by character, as those of the AWS SDK.</summary>
public sealed class QuerySignatureTests(ITestOutputHelper output)
{
    private const int Rounds = 300;

    private static readonly Action<S3Settings>[] Stores =
    [
        _ => { },
        settings => settings.Region = "us-east-1",
        settings => settings.Region = "cn-north-1",
        settings => settings.Bucket = "my.dotted.bucket",
        settings => settings.ForcePathStyle = true,
        settings => settings.ServiceUrl = "http://localhost:9000",
        settings => (settings.ServiceUrl, settings.Region) = ("http://127.0.0.1:9000/", null),
        settings => (settings.ServiceUrl, settings.ForcePathStyle) = ("http://localhost:9000", false),
        settings => settings.ServiceUrl = "HTTPS://S3.Example.com:8443/",
        settings => (settings.ServiceUrl, settings.ForcePathStyle) = ("https://s3.example.com:443", false),
        settings => (settings.ServiceUrl, settings.Bucket) = ("http://[::1]:9000", "a.b.c"),
    ];

    public static TheoryData<int, string?> Cases
    {
        get
        {
            var cases = new TheoryData<int, string?>();
            for (var store = 0; store < Stores.Length; store++)
            {
                cases.Add(store, null);
                cases.Add(store, "IQoJb3JpZ2luX2VjE/+==");
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sign_AnyRequest_IsThatOfTheSdk(int store, string? token)
    {
        var random = new Random(store);
        var settings = ValidSettings.With(settings =>
        {
            settings.AccessKeyId = "AKIDEXAMPLE";
            settings.SecretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
            settings.SessionToken = token;
            Stores[store](settings);
        });
        using var sdk = S3ClientFactory.Create(settings);
        var place = SigningPlace.AtStore(settings);
        var credentials = new ImmutableCredentials(settings.AccessKeyId, settings.SecretAccessKey, token);
        for (var round = 0; round < Rounds; round++)
        {
            var request = Request(random);
            var asked = SdkUrl.Request(request, settings.Bucket!, isHttps: !settings.SignsPayload);
            asked.Expires = DateTime.UtcNow.AddSeconds(random.Next(1, 604_800));
            var expected = sdk.GetPreSignedURL(asked);

            var time = TimeOf(expected, token);
            var day = time.Date.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            var key = SigningKey.Get(null, credentials, day, place.Region);
            QuerySignature.Sign(request, place, key, time).Should().Be(expected);
        }
    }

    [Fact]
    public async Task GetTemporaryUrl_OneOfMany_TakesMicroseconds()
    {
        const int Count = 20_000;
        var settings = ValidSettings.With(made => (made.AccessKeyId, made.SecretAccessKey) = ("AKIDEXAMPLE", "secret"));
        using var sdk = S3ClientFactory.Create(settings);
        var s3 = new S3Service(sdk, settings);
        var key = "uploads/" + Guid.NewGuid();
        await MeasureAsync(Count / 10, () => s3.GetTemporaryUrlAsync(key, TimeSpan.FromHours(1)));

        var own = await MeasureAsync(Count, () => s3.GetTemporaryUrlAsync(key, TimeSpan.FromHours(1)));
        var request = SdkUrl.Request(new UnsignedUrl("GET", ObjectKey.Unchecked(key)), "my-bucket", isHttps: true);
        request.Expires = DateTime.UtcNow.AddHours(1);
        var theirs = await MeasureAsync(Count / 10, () => sdk.GetPreSignedURLAsync(request));

        output.WriteLine($"{own.TotalMicroseconds:0.0} µs; the SDK {theirs.TotalMicroseconds:0.0} µs");
        own.Should().BeLessThan(theirs);
    }

    private static async Task<TimeSpan> MeasureAsync(int count, Func<Task> act)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            await act();
        }

        return Stopwatch.GetElapsedTime(start) / count;
    }

    private static UnsignedUrl Request(Random random)
    {
        var folder = random.Next(3) == 0 ? "" : $"{Text(random, "abz019-_.~", 8)}/";
        var key = ObjectKey.Unchecked($"uploads/{folder}{Guid.NewGuid()}{(random.Next(2) == 0 ? "" : ".png")}");
        return random.Next(3) switch
        {
            0 => new UnsignedUrl("GET", key)
            {
                Disposition = random.Next(2) == 0 ? null : $"attachment; filename=\"{Name(random)}\"",
            },
            1 => new UnsignedUrl("PUT", key)
            {
                Part = (Text(random, "abzXYZ019-_.~", 60), random.Next(1, 10_001)),
            },
            _ => new UnsignedUrl("PUT", key)
            {
                Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
                {
                    ["Content-Type"] = "text/plain; charset=utf-8",
                    ["Cache-Control"] = $"max-age={random.Next()}",
                    ["Content-Disposition"] = $"inline; filename=\"{Text(random, "a b  ;'&%+", 12)}\"",
                    ["x-amz-meta-name"] = Text(random, "a b=?_/", 20),
                    ["x-amz-server-side-encryption"] = "AES256",
                    ["x-amz-tagging"] = "a=b%20c&d=e",
                    ["Content-Length"] = random.Next().ToString(CultureInfo.InvariantCulture),
                },
            },
        };
    }

    private static string Name(Random random) =>
        Text(random, "aZ09 -_.~!*'();:@&=+$,/?%#[]\u00E9\u6F22\u00FF\"\\", 30)
            .Replace("\u00FF", "\uD83D\uDE00", StringComparison.Ordinal);

    private static string Text(Random random, string characters, int longest) =>
        new([.. Enumerable.Range(0, random.Next(1, longest)).Select(_ => characters[random.Next(characters.Length)])]);

    private static SignatureTime TimeOf(string url, string? token)
    {
        var query = HttpUtility.ParseQueryString(new Uri(url).Query);
        var date = DateTimeOffset.ParseExact(
            query["X-Amz-Date"]!, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return new SignatureTime(date, int.Parse(query["X-Amz-Expires"]!, CultureInfo.InvariantCulture), token);
    }
}
