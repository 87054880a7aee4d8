using System.Globalization;
using Discovitas.S3.Tests.Keys;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Tests;

/// <summary>
/// The machine's culture changes no outcome: Turkish has another capital of i, Arabic, Persian and Thai other digits,
/// signs or years, German another decimal point.
/// </summary>
public sealed class CultureTests
{
    private const string Key = "uploads/0f8fad5b-d9cb-469f-a165-70867728950e.GIF";

    public static TheoryData<string> Cultures => ["tr-TR", "az-Latn-AZ", "ar-SA", "fa-IR", "th-TH", "de-DE", ""];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void KeysAndExtensions_AnyCulture_AreTheSame(string culture) => SameIn(culture, () =>
        HostileNames.Names.Select(name => FileExtension.Parse(name).Value)
            .Append(
                ObjectKey.Create(
                    new FileUploadRequest("PHOTO.GIF", "image/gif", Array.Empty<byte>()) { Folder = "I/i" },
                    "uploads/").Value[^4..])
            .Append(ObjectKey.TryParse(Key, "uploads/", out _).ToString())
            .Append(ObjectKey.TryParse(Key, "UPLOADS/", out _).ToString()));

    [Theory]
    [MemberData(nameof(Cultures))]
    public void TypesAndRules_AnyCulture_AreTheSame(string culture) => SameIn(culture, () =>
    {
        var settings = ValidSettings.With(settings =>
        {
            settings.AllowedContentTypes.Add("IMAGE/GIF");
            settings.AllowedExtensions.Add("GIF");
        });
        return
        [
            MediaType.Parse("IMAGE/GIF; CHARSET=ISO-8859-1").Value,
            MediaType.TryParse("\u0131mage/gif", out _).ToString(),
            MediaType.Parse("IMAGE/GIF").IsPassive.ToString(),
            new UploadRules(settings).CheckTypeAndName(new FileUploadRequest("a.gif", "image/gif", Array.Empty<byte>()))
                .Value,
            FileTypes.ExtensionAgrees("image/gif", "GIF").ToString(),
            FileTypes.BytesAgree("text/html", "<TITLE>"u8).ToString(),
        ];
    });

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Headers_AnyCulture_AreTheSame(string culture) => SameIn(culture, () =>
        UserMetadata.Encode(new Dictionary<string, string> { ["TITLE-ID"] = "I \u0131 \u0130 \u0663" })
            .Select(entry => $"{entry.Key}: {entry.Value}")
            .Append(ContentDisposition.Attachment("I\u0131\u0130\u0663.GIF")));

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Rejections_AnyCulture_SayTheSame(string culture) => SameIn(culture, () =>
    [
        Message(() => UserMetadata.Encode(new Dictionary<string, string> { ["n"] = new string('v', 1_234_567) })),
        Message(() => ContentDisposition.Attachment(new string('a', 12_345))),
        Message(() => ObjectKey.Create(
            new FileUploadRequest("a", "a/b", Array.Empty<byte>()) { Folder = new string('f', 12_345) }, "")),
        Message(() => ReadFirstPart(new byte[1_234_567], maxFileSize: 1000)),
    ]);

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Settings_AnyCulture_AreBoundAndCheckedTheSame(string culture) => SameIn(culture, () =>
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["S3:BUCKET"] = "my-bucket",
            ["s3:region"] = "ap-southeast-1",
            ["S3:PARTSIZE"] = "5242880",
            ["S3:IdleTimeout"] = "00:00:01.5",
        }).Build();
        using var provider = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddS3Uploads()
            .Services.BuildServiceProvider();
        var settings = provider.GetRequiredService<IOptions<S3Settings>>().Value;
        return
        [
            settings.ToString(),
            FormattableString.Invariant($"{settings.PartSize} {settings.IdleTimeout.TotalSeconds}"),
            Message(() => ValidSettings.Service(settings => (settings.Region, settings.MaxParallelism) = ("I", -1))),
            ValidSettings.Service(settings => settings.Bucket = "files.example.com").GetPublicUrl(Key),
            ValidSettings.Service(settings => settings.ServiceUrl = "HTTP://MINI.EXAMPLE.COM:9000").GetPublicUrl(Key),
        ];
    });

    // The Thai year is 543 years ahead and the Islamic one 579 behind: a signature dated so fails in every store.
    [Theory]
    [MemberData(nameof(Cultures))]
    public void TemporaryUrl_AnyCulture_EndsInAnHourAndSaysSo(string culture) => SameIn(culture, () =>
    {
        var settings = ValidSettings.With(
            settings => (settings.AccessKeyId, settings.SecretAccessKey) = ("AKIDEXAMPLE", "secret"));
        using var s3 = S3ClientFactory.Create(settings);

        // Keys and clock are local: nothing here waits.
        var url = new S3Service(s3, Options.Create(settings)).GetTemporaryUrlAsync(Key, TimeSpan.FromHours(1))
            .GetAwaiter().GetResult();

        url.ExpiresAt.Should().BeCloseTo(DateTimeOffset.UtcNow.AddHours(1), TimeSpan.FromMinutes(1));
        return [(url with { ExpiresAt = DateTimeOffset.UnixEpoch }).ToString(), url.Url.Split('?')[0]];
    });

    // Bytes in memory: nothing here waits.
    private static void ReadFirstPart(UploadContent content, long maxFileSize) =>
        content.Read(PartPlan.From(new S3Settings { MaxFileSize = maxFileSize })).NextAsync(CancellationToken.None)
            .AsTask().GetAwaiter().GetResult();

    private static string Message(Action act)
    {
        var exception = Record.Exception(act);
        exception.Should().NotBeNull();
        return exception!.Message;
    }

    private static void SameIn(string culture, Func<IEnumerable<string>> outcome) =>
        In(culture, () => outcome().ToList()).Should().Equal(In("en-US", () => outcome().ToList()));

    // The culture belongs to this thread, and is put back before another test can run on it.
    private static List<string> In(string culture, Func<List<string>> act)
    {
        var (own, ownInterface) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            return act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (own, ownInterface);
        }
    }
}
