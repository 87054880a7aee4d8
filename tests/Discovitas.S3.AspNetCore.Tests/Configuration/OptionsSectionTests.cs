using System.Reflection;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.TestSupport.Logging;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.AspNetCore.Tests.Configuration;

/// <summary>Options of a group from a section of the configuration.</summary>
public sealed class OptionsSectionTests
{
    private static readonly string[] Functions = ["Folder", "UserId", "BeforeUpload", "AfterUpload"];

    [Fact]
    public async Task MapS3Uploads_WithASection_SetsEveryOptionThatItHas()
    {
        await using var app = Apps.Build(PictureFilter.AddTo);
        S3UploadOptions? set = null;

        app.MapS3Uploads("/avatars", Section(
            ("MaxFileSize", "1000"), ("MaxFiles", "2"), ("AllowedContentTypes:0", "image/png"),
            ("AllowedExtensions:0", ".png"), ("AllowedMetadata:0", "title"), ("SignedUrlLifetime", "00:05:00"),
            ("DirectUploadLifetime", "02:00:00"), ("MaxUnfinishedUploads", "7"), ("AllowDirectUploads", "false"),
            ("CacheControl", "no-cache"), ("Disposition", "Attachment"),
            ("KeepFileName", "true"), ("Tags:kind", "avatar"), ("FolderQuota:MaxFiles", "9"),
            ("FolderQuota:MaxBytes", "99"), ("Images:RemoveMetadata", "true"), ("Images:MaxPixels", "5000000000"),
            ("Images:MaxFrames", "1"), ("Images:MaxWidth", "5"), ("Images:MaxHeight", "4"), ("Images:MinWidth", "3"),
            ("Images:MinHeight", "2"), ("Images:MaxTotalPixels", "6000000000")),
            options => set = options);

        set.Should().BeEquivalentTo(new
        {
            Store = (string?)null,
            MaxFileSize = 1000L,
            MaxFiles = 2,
            AllowedContentTypes = (List<string>)["image/png"],
            AllowedExtensions = (List<string>)[".png"],
            AllowedMetadata = (List<string>)["title"],
            SignedUrlLifetime = TimeSpan.FromMinutes(5),
            DirectUploadLifetime = TimeSpan.FromHours(2),
            MaxUnfinishedUploads = 7,
            AllowDirectUploads = false,
            CacheControl = "no-cache",
            Disposition = FileDisposition.Attachment,
            KeepFileName = true,
            FolderQuota = new FolderQuota { MaxFiles = 9, MaxBytes = 99 },
            Images = new ImageRules
            {
                RemoveMetadata = true,
                MaxPixels = 5_000_000_000,
                MaxFrames = 1,
                MaxTotalPixels = 6_000_000_000,
                MaxWidth = 5,
                MaxHeight = 4,
                MinWidth = 3,
                MinHeight = 2,
            },
            Tags = new Dictionary<string, string> { ["kind"] = "avatar" },
        });
    }

    [Fact]
    public async Task MapS3Uploads_WithAnEmptySection_KeepsTheDefaults()
    {
        await using var app = Apps.Build();
        S3UploadOptions? set = null;

        app.MapS3Uploads("/avatars", Section(("Bucket", "x")), options => set = options);

        set.Should().BeEquivalentTo(new S3UploadOptions());
    }

    [Fact]
    public async Task MapS3Uploads_WithASectionAndCode_LetsCodeWin()
    {
        await using var app = Apps.Build();

        app.Invoking(mapped => mapped.MapS3Uploads("/a", Section(("MaxFiles", "5")), options => options.MaxFiles = 0))
            .Should().Throw<OptionsValidationException>().WithMessage("*MaxFiles is 0*");
    }

    [Theory]
    [InlineData("MaxFileSiz", "MaxFileSize")]
    [InlineData("maxfilsize", "MaxFileSize")]
    [InlineData("AllowedContentType", "AllowedContentTypes")]
    [InlineData("Dispositon", "Disposition")]
    public Task MapS3Uploads_WithAMisspeltName_SaysWhichIsMeant(string name, string meant) =>
        ShouldFailAsync(Section((name, "1")), $"*Uploads:Avatars:{name} is not an option. Did you mean {meant}?*");

    [Theory]
    [InlineData("FolderQuota", "1000", "*FolderQuota has a single value*FolderQuota:MaxFiles*")]
    [InlineData("FolderQuota:MaxFile", "1000", "*FolderQuota:MaxFile is not an option*MaxFiles and MaxBytes*")]
    [InlineData("FolderQuota:MaxBytes", "-1", "*FolderQuota:MaxBytes is -1*at least 0*")]
    [InlineData("Images", "true", "*Images has a single value*Images:MaxWidth*")]
    [InlineData("Images:MaxWidht", "1000", "*Images:MaxWidht is not an option. Did you mean MaxWidth?*")]
    [InlineData("Images:Crop", "1", "*Images:Crop is not an option*RemoveMetadata, MaxPixels*MinHeight*")]
    [InlineData("Images:MaxFrames", "0", "*Images.MaxFrames is 0*at least 1*")]
    [InlineData("Images:MinPixels", "5", "*Images:MinPixels is not an option. The rules for pictures are*")]
    [InlineData("Images:RemoveMetadata", "perhaps", "*Images:RemoveMetadata*true or false*")]
    [InlineData("Images:MaxFrames:0", "5", "*Images:MaxFrames:0 has no effect*Images:MaxFrames itself*")]
    [InlineData("FolderQuota:MaxBytes:0", "5", "*FolderQuota:MaxBytes:0 has no effect*FolderQuota:MaxBytes itself*")]
    [InlineData("MaxFileSize:Bytes", "5", "*MaxFileSize:Bytes has no effect*MaxFileSize itself*")]
    public Task MapS3Uploads_WithAWrongQuotaOrRule_SaysWhatIsRight(string name, string value, string message) =>
        ShouldFailAsync(Section((name, value)), message);

    [Theory]
    [InlineData("false")]
    [InlineData("")]
    public async Task MapS3Uploads_WithMetadataThatIsNotRemoved_HasNoRulesForPictures(string value)
    {
        await using var app = Apps.Build();
        S3UploadOptions? set = null;

        app.MapS3Uploads("/avatars", Section(("Images:RemoveMetadata", value)), options => set = options);

        set!.Images.Should().BeNull();
    }

    [Theory]
    [InlineData("AllowedContentTypes")]
    [InlineData("AllowedExtensions")]
    [InlineData("AllowedMetadata")]
    public Task MapS3Uploads_WithASingleValueForAList_SaysHowToSetIt(string name) =>
        ShouldFailAsync(Section((name, "image/png")), $"*Uploads:Avatars:{name} is a list*Uploads:Avatars:{name}:0*");

    [Fact]
    public Task MapS3Uploads_WithASingleValueForTags_SaysHowToSetThem() =>
        ShouldFailAsync(
            Section(("Tags", "avatar")), "*Uploads:Avatars:Tags has a single value*Uploads:Avatars:Tags:kind*");

    [Fact]
    public Task MapS3Uploads_WithAFunction_SaysThatItBelongsInCode() =>
        ShouldFailAsync(Section(("Folder", "avatars")), "*Uploads:Avatars:Folder can only be set in code*");

    [Fact]
    public Task MapS3Uploads_WithAValueOfAnotherType_SaysWhichAndHow() =>
        ShouldFailAsync(Section(("MaxFiles", "many")), "*Uploads:Avatars:MaxFiles*plain digits*");

    [Fact]
    public async Task MapS3Uploads_WithSeveralMistakes_NamesAll()
    {
        await using var app = Apps.Build();
        var section = Section(("MaxFiels", "1"), ("AllowedExtensions", "png"), ("AllowDirectUploads", "perhaps"));

        app.Invoking(mapped => mapped.MapS3Uploads("/a", section))
            .Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(3);
    }

    [Fact]
    public async Task MapS3Uploads_WithAnotherUnknownName_Warns()
    {
        var log = new LogCollector();
        await using var app = Apps.Build(log: log);

        app.MapS3Uploads("/a", Section(("Colour", "blue")));

        log.Lines.Should().ContainSingle(line => line.StartsWith("Warning", StringComparison.Ordinal))
            .Which.Should().Contain("Uploads:Avatars:Colour");
    }

    [Fact]
    public async Task MapS3Uploads_WithASectionThatDoesNotExist_Warns()
    {
        var log = new LogCollector();
        await using var app = Apps.Build(log: log);

        app.MapS3Uploads("/a", new ConfigurationBuilder().Build().GetSection("Uploads:Avatar"));

        log.Lines.Should().ContainSingle(line => line.StartsWith("Warning", StringComparison.Ordinal))
            .Which.Should().Contain("Uploads:Avatar");
    }

    [Fact]
    public void Names_AreThoseOfAllOptionsThatAreNotFunctions()
    {
        var type = typeof(S3UploadOptions)
            .Assembly.GetType("Discovitas.S3.AspNetCore.Configuration.ConfiguredOptions")!;
        var names = type.GetField("Names", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null);
        var options = typeof(S3UploadOptions).GetProperties().Select(option => option.Name).Except(Functions).ToList();

        names.Should().BeAssignableTo<IEnumerable<string>>().Which.Should().BeEquivalentTo(options);
        type.GetProperties().Select(option => option.Name).Should().BeEquivalentTo(options);
    }

    private static IConfigurationSection Section(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.ToDictionary(
                value => "Uploads:Avatars:" + value.Name, value => (string?)value.Value))
            .Build()
            .GetSection("Uploads:Avatars");

    private static async Task ShouldFailAsync(IConfigurationSection section, string message)
    {
        await using var app = Apps.Build();

        app.Invoking(mapped => mapped.MapS3Uploads("/avatars", section))
            .Should().Throw<OptionsValidationException>().WithMessage("MapS3Uploads(\"/avatars\"): " + message);
    }
}
