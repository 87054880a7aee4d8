using Discovitas.S3.Images.Registration;

namespace Discovitas.S3.Images.Tests.Registration;

/// <summary>Options of pictures from the sections of the stores.</summary>
public sealed class ConfiguredImagesTests
{
    [Fact]
    public void ASection_SetsEveryOption()
    {
        using var app = Default("""
            "RemoveMetadata": false, "MaxPixels": 5000000000, "MaxFrames": 7, "MaxTotalPixels": 6000000000,
            "MaxWidth": 6, "MaxHeight": 5, "MinWidth": 4, "MinHeight": 3, "OnUnsupported": "pass"
            """);

        app.Problems.Should().BeEmpty();
        app.Options().Should().BeEquivalentTo(new ImageOptions
        {
            RemoveMetadata = false,
            MaxPixels = 5_000_000_000,
            MaxFrames = 7,
            MaxTotalPixels = 6_000_000_000,
            MaxWidth = 6,
            MaxHeight = 5,
            MinWidth = 4,
            MinHeight = 3,
            OnUnsupported = UnsupportedImages.Pass,
        });
    }

    [Fact]
    public void EveryOption_CanBeConfigured_ButForTheFunction()
    {
        var options = typeof(ImageOptions).GetProperties().Select(option => option.Name).ToList();

        ConfiguredImages.Names.Should().BeEquivalentTo(options);
        typeof(ConfiguredImages).GetProperties().Select(option => option.Name)
            .Should().BeEquivalentTo(options.Except([nameof(ImageOptions.OnImageKept)]));
        new ImageOptions().Numbers.Select(option => option.Name).Should().BeEquivalentTo(
            options.Except([nameof(ImageOptions.OnImageKept), nameof(ImageOptions.RemoveMetadata)]));
    }

    [Theory]
    [InlineData("\"MaxFrames\": null, \"MaxWidth\": null", null)]
    [InlineData("\"MaxFrames\": \"\", \"MaxPixels\": \"\", \"RemoveMetadata\": \"\", \"OnUnsupported\": \"\"", 1000)]
    [InlineData("", 1000)]
    public void Null_IsNoLimit_AndAnEmptyValueIsNotSet(string section, int? frames)
    {
        using var app = Default(section);

        app.Problems.Should().BeEmpty();
        app.Options().Should().BeEquivalentTo(new ImageOptions { MaxFrames = frames });
    }

    [Theory]
    [InlineData("\"MaxFrames\": 3", 900_000_000L)]
    [InlineData("\"MaxTotalPixels\": \"\"", 900_000_000L)]
    [InlineData("\"MaxTotalPixels\": 8", 8L)]
    [InlineData("\"MaxTotalPixels\": null", null)]
    public void TheTotal_FollowsMaxPixels_UnlessTheSectionSetsIt(string section, long? total)
    {
        using var app = Default(section, options => options.MaxPixels = 900_000_000);

        app.Options().MaxTotalPixels.Should().Be(total);
    }

    [Fact]
    public void Code_WinsOverTheSection()
    {
        using var app = Default("\"MaxPixels\": 20, \"MaxFrames\": 3", options => options.MaxPixels = 10);

        (app.Options().MaxPixels, app.Options().MaxFrames).Should().Be((10, 3));
    }

    [Fact]
    public void ANamedStore_InheritsWhatItsSectionDoesNotSet()
    {
        using var app = new ConfiguredApp(
            """
            { "S3": { "Bucket": "b", "Region": "eu-west-1",
                "Images": { "MaxPixels": 20, "MaxFrames": 3, "RemoveMetadata": false },
                "avatars": { "Images": { "MaxPixels": 10, "MaxFrames": null } } } }
            """,
            (services, _) =>
            {
                services.AddS3Uploads().AddImages();
                services.AddS3Uploads("avatars").AddImages();
                services.AddS3Uploads("code", settings => settings.Bucket = "code").AddImages();
            });

        app.Problems.Should().BeEmpty();
        Values("").Should().Be((20, 3, false));
        Values("avatars").Should().Be((10, null, false));
        Values("code").Should().Be((20, 3, false));

        (long, int?, bool) Values(string store) =>
            (app.Options(store).MaxPixels, app.Options(store).MaxFrames, app.Options(store).RemoveMetadata);
    }

    [Fact]
    public void AnotherSection_HasTheOptionsInside()
    {
        using var app = new ConfiguredApp(
            """
            { "S3": { "Images": { "MaxPixels": 1 } },
              "Pictures": { "Bucket": "b", "Region": "eu-west-1", "Images": { "MaxPixels": 2 } } }
            """,
            (services, configuration) => services.AddS3Uploads(configuration.GetSection("Pictures")).AddImages());

        app.Problems.Should().BeEmpty();
        app.Options().MaxPixels.Should().Be(2);
    }

    [Fact]
    public void TheRoot_HasTheOptionsInside()
    {
        using var app = new ConfiguredApp(
            """{ "Bucket": "b", "Region": "eu-west-1", "Images": { "MaxPixels": 2 }, "Image": { "Other": 3 } }""",
            (services, configuration) => services.AddS3Uploads(configuration).AddImages());

        app.Problems.Should().BeEmpty();
        app.Options().MaxPixels.Should().Be(2);
    }

    [Fact]
    public void SettingsFromCode_ReadNoSection()
    {
        using var app = new ConfiguredApp(
            """{ "S3": { "Images": { "MaxPixels": 1 } } }""",
            (services, _) => services.AddS3Uploads(settings => (settings.Bucket, settings.Region) = ("b", "eu-west-1"))
                .AddImages());

        app.Problems.Should().BeEmpty();
        app.Options().MaxPixels.Should().Be(50_000_000);
    }

    [Fact]
    public void ASectionOfAStoreWithThisName_IsTheStores()
    {
        using var app = new ConfiguredApp(
            """
            { "S3": { "Bucket": "b", "Region": "eu-west-1",
                "images": { "Bucket": "images", "Images": { "MaxPixels": 2 } } } }
            """,
            (services, _) =>
            {
                services.AddS3Uploads().AddImages();
                services.AddS3Uploads("images").AddImages();
            });

        app.Problems.Should().BeEmpty();
        (app.Options().MaxPixels, app.Options("images").MaxPixels).Should().Be((50_000_000, 2));
    }

    [Theory]
    [InlineData(
        "\"MaxPixels\": 0", "AddImages: S3:Images:MaxPixels is 0, and must be at least 1, for instance 50000000.")]
    [InlineData(
        "\"MinWidth\": -1", "AddImages: S3:Images:MinWidth is -1, and must be at least 1, or null for no limit.")]
    [InlineData(
        "\"MinWidth\": 3, \"MaxWidth\": 2",
        "AddImages: S3:Images:MinWidth is 3, and more than S3:Images:MaxWidth, which is 2, so that no picture could be "
        + "accepted. Raise MaxWidth, or lower MinWidth.")]
    [InlineData("\"OnUnsupported\": 7", "AddImages: S3:Images:OnUnsupported is 7, and must be Reject or Pass.")]
    [InlineData("\"MaxFrame\": 7", "S3:Images:MaxFrame is not a setting. Did you mean MaxFrames?")]
    [InlineData(
        "\"OnImageKept\": \"Scale\"", "S3:Images:OnImageKept can only be set in code, since it is a function.")]
    [InlineData(
        "\"MaxPixels\": [ 7 ]",
        "S3:Images:MaxPixels:0 has no effect: S3:Images:MaxPixels takes a single value. Set S3:Images:MaxPixels "
        + "itself.")]
    public void AWrongOption_StopsTheStart_AndIsNamedByItsKey(string section, string problem)
    {
        using var app = Default(section);

        app.Problems.Should().Equal(problem);
    }

    [Theory]
    [InlineData("RemoveMetadata", "perhaps", "*RemoveMetadata is true or false*")]
    [InlineData("MaxPixels", "20 MP", "*Numbers are plain digits*")]
    [InlineData("MaxFrames", "3000000000", "*at most 2147483647 except of pixels*")]
    [InlineData("OnUnsupported", "Ignore", "*OnUnsupported is Reject or Pass*")]
    public void AValueOfAnotherType_StopsTheStart_AndIsNamedByItsKey(string name, string value, string rule)
    {
        using var app = Default($"\"{name}\": \"{value}\"");

        app.Problems.Should().ContainSingle().Which.Should().Match($"*'{value}' at 'S3:Images:{name}'*")
            .And.Match(rule);
    }

    [Fact]
    public void AWrongOption_IsNamedWhereItWasRead()
    {
        using var app = new ConfiguredApp(
            """
            { "S3": { "Bucket": "b", "Region": "eu-west-1", "Images": { "MinWidth": 9 },
                "avatars": { "Images": { "MaxWidth": 8 } } } }
            """,
            (services, _) =>
            {
                services.AddS3Uploads("avatars").AddImages(options => options.MaxPixels = 0);
                services.AddS3Uploads("code").AddImages(options => options.MinWidth = options.MaxWidth = 0);
            });

        app.Problems.Should().Equal(
            "AddImages of the store 'avatars': ImageOptions.MaxPixels is 0, and must be at least 1, for instance "
            + "50000000.",
            "AddImages of the store 'avatars': S3:Images:MinWidth is 9, and more than S3:avatars:Images:MaxWidth, "
            + "which is 8, so that no picture could be accepted. Raise MaxWidth, or lower MinWidth.",
            "AddImages of the store 'code': ImageOptions.MaxWidth is 0, and must be at least 1, or null for no limit.",
            "AddImages of the store 'code': ImageOptions.MinWidth is 0, and must be at least 1, or null for no limit.");
    }

    private static ConfiguredApp Default(string section, Action<ImageOptions>? configure = null) => new(
        $$"""{ "S3": { "Bucket": "b", "Region": "eu-west-1", "Images": { {{section}} } } }""",
        (services, _) => services.AddS3Uploads().AddImages(configure));
}
