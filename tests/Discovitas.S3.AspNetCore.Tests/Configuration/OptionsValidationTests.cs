using Discovitas.S3.AspNetCore.Tests.Support;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.AspNetCore.Tests.Configuration;

/// <summary>
/// Wrong options are found when the routes are mapped. Messages name the option, the value and the remedy.
/// </summary>
public sealed class OptionsValidationTests
{
    public static TheoryData<string, Action<S3UploadOptions>, string> Wrong => new()
    {
        { "a size", options => options.MaxFileSize = 0, "*MaxFileSize is 0*at least 1 byte*" },
        { "a number", options => options.MaxFiles = -1, "*MaxFiles is -1*at least 1*" },
        { "no upload", options => options.MaxUnfinishedUploads = 0, "*MaxUnfinishedUploads is 0*1 to 10000*100*" },
        { "too many", options => options.MaxUnfinishedUploads = 10_001, "*MaxUnfinishedUploads is 10001*" },
        { "a short time", options => options.SignedUrlLifetime = TimeSpan.Zero, "*Lifetime is 00:00:00*7 days*" },
        { "days", options => options.SignedUrlLifetime = TimeSpan.FromDays(15), "*SignedUrl*number means days*" },
        { "a long time", options => options.DirectUploadLifetime = TimeSpan.MaxValue, "*DirectUpload*30 days*" },
        { "no type", options => options.AllowedContentTypes.Add("png"), "*AllowedContentTypes has 'png'*image/png*" },
        { "all types", options => options.AllowedContentTypes.Add("image/*"), "*AllowedContentTypes has 'image/*'*" },
        { "a parameter", options => options.AllowedContentTypes.Add("a/b; c=d"), "*'a/b; c=d'*without parameters*" },
        { "a pattern", options => options.AllowedExtensions.Add("p*g"), "*AllowedExtensions has 'p*g'*.png*" },
        { "a dot", options => options.AllowedExtensions.Add("."), "*AllowedExtensions has '.'*" },
        { "a null", options => options.AllowedExtensions.Add(null!), "*AllowedExtensions has ''*" },
        { "a long one", options => options.AllowedExtensions.Add(new string('a', 17)), "*AllowedExtensions*1 to 16*" },
        { "no token", options => options.AllowedMetadata.Add("the title"), "*AllowedMetadata has 'the title'*" },
        { "a prefix", options => options.AllowedMetadata.Add("x-amz-meta-a"), "*AllowedMetadata has 'x-amz-meta-a'*" },
        { "a line", options => options.CacheControl = "a\r\nb: c", "*CacheControl is 'a\uFFFD\uFFFDb: c'*max-age*" },
        { "nothing", options => options.CacheControl = "", "*CacheControl is ''*" },
        { "no member", options => options.Disposition = (FileDisposition)7, "*Disposition is 7*Attachment*" },
        { "an empty quota", options => options.FolderQuota = new(), "*FolderQuota has neither MaxFiles nor MaxBytes*" },
        {
            "no pixels",
            options => options.Images = new ImageRules { MaxPixels = 0 },
            "*Images.MaxPixels is 0*at least 1*"
        },
        { "no frames", options => options.Images = new ImageRules { MaxFrames = -1 }, "*Images.MaxFrames is -1*" },
        {
            "no pixels at all",
            options => options.Images = new ImageRules { MaxTotalPixels = 0 },
            "*Images.MaxTotalPixels is 0*"
        },
        { "no width", options => options.Images = new ImageRules { MaxWidth = 0 }, "*Images.MaxWidth is 0*" },
        { "no height", options => options.Images = new ImageRules { MaxHeight = 0 }, "*Images.MaxHeight is 0*" },
        { "any width", options => options.Images = new ImageRules { MinWidth = 0 }, "*Images.MinWidth is 0*" },
        { "any height", options => options.Images = new ImageRules { MinHeight = 0 }, "*Images.MinHeight is 0*" },
        {
            "no such width",
            options => options.Images = new ImageRules { MinWidth = 3, MaxWidth = 2 },
            "*Images.MinWidth is 3, but Images.MaxWidth is 2*"
        },
        {
            "no such height",
            options => options.Images = new ImageRules { MinHeight = 3, MaxHeight = 2 },
            "*Images.MinHeight is 3, but Images.MaxHeight is 2*"
        },
        {
            "too few pixels",
            options => options.Images = new ImageRules { MinWidth = 3, MinHeight = 3, MaxPixels = 8 },
            "*at least 9 pixels, but Images.MaxPixels is 8*"
        },
        {
            "too few pixels in all",
            options => options.Images = new ImageRules { MinHeight = 9, MaxTotalPixels = 8 },
            "*at least 9 pixels, but Images.MaxTotalPixels is 8*"
        },
        { "a tag", options => options.Tags["aws:a"] = "b", "*Tags has 'aws:a' with the value 'b'*" },
        { "a value", options => options.Tags["a"] = "b?", "*Tags has 'a' with the value 'b?'*" },
        { "no value", options => options.Tags["a"] = null!, "*Tags has 'a' with the value ''*" },
        {
            "many tags",
            options => Enumerable.Range(0, 11).ToList().ForEach(i => options.Tags[$"{i}"] = ""),
            "*Tags has 11 tags*10 per file*"
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task MapS3Uploads_WithAWrongOption_SaysWhichAndWhatToDo(
        string what, Action<S3UploadOptions> configure, string message)
    {
        what.Should().NotBeEmpty();
        await using var app = Apps.Build();

        app.Invoking(mapped => mapped.MapS3Uploads("/avatars", configure))
            .Should().Throw<OptionsValidationException>().WithMessage("MapS3Uploads(\"/avatars\"): " + message);
    }

    [Fact]
    public async Task MapS3Uploads_WithSeveralWrongOptions_NamesAll()
    {
        await using var app = Apps.Build();

        app.Invoking(mapped => mapped.MapS3Uploads("/a", options =>
        {
            options.MaxFiles = 0;
            options.AllowedContentTypes.Add("png");
            options.AllowedContentTypes.Add("jpg");
        })).Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(3);
    }

    [Fact]
    public async Task MapS3Uploads_WithALargerLimitThanTheStore_NamesBoth()
    {
        await using var app = Apps.Build(settings: settings => settings.MaxFileSize = 1000);

        app.Invoking(mapped => mapped.MapS3Uploads("/a", options => options.MaxFileSize = 1001))
            .Should().Throw<OptionsValidationException>().WithMessage("*1001 bytes*store*1000 bytes*");
    }

    [Fact]
    public async Task MapS3Uploads_WithoutALimitOfItsOwn_HasTheStores()
    {
        await using var app = Apps.Build(settings: settings => settings.MaxFileSize = 1000);

        app.Invoking(mapped => mapped.MapS3Uploads("/a")).Should().NotThrow();
    }

    // What passes here must not fail with each upload, and the other way round.
    [Theory]
    [InlineData("image/png")]
    [InlineData("IMAGE/PNG")]
    [InlineData("application/vnd.x+json")]
    [InlineData("png")]
    [InlineData("image/")]
    [InlineData("/png")]
    [InlineData("image/png;")]
    [InlineData("image/png ")]
    [InlineData("image /png")]
    [InlineData("image/png, text/plain")]
    [InlineData("image/*")]
    [InlineData("image/ü")]
    public Task ContentTypes_AreAcceptedAsTheSettingsAcceptThem(string type) => ShouldAgreeAsync(
        options => options.AllowedContentTypes.Add(type), settings => settings.AllowedContentTypes.Add(type));

    [Theory]
    [InlineData("png")]
    [InlineData(".PNG")]
    [InlineData("..png")]
    [InlineData("7z")]
    [InlineData("tar.gz")]
    [InlineData("p*g")]
    [InlineData("")]
    [InlineData("pñg")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("abcdefghijklmnopq")]
    public Task Extensions_AreAcceptedAsTheSettingsAcceptThem(string extension) => ShouldAgreeAsync(
        options => options.AllowedExtensions.Add(extension), settings => settings.AllowedExtensions.Add(extension));

    private static async Task ShouldAgreeAsync(Action<S3UploadOptions> configure, Action<S3Settings> set)
    {
        await using var ours = Apps.Build();
        await using var core = Apps.Build(settings: set);

        Fails(ours, configure).Should().Be(Fails(core, _ => { }));
    }

    private static bool Fails(WebApplication app, Action<S3UploadOptions> configure)
    {
        try
        {
            app.MapS3Uploads("/a", configure);
            return false;
        }
        catch (OptionsValidationException)
        {
            return true;
        }
    }
}
