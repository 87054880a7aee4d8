using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Discovitas.S3.Tests.Configuration.StartedApp;

namespace Discovitas.S3.Tests.Configuration;

/// <summary>Sections inside those of the stores, with options of packages.</summary>
public sealed class SubsectionTests
{
    private static readonly string[] Names = ["MaxPixels", "RemoveMetadata"];

    [Fact]
    public async Task SectionsInside_AreReadInOrder_ForTheStoresThatHaveThem()
    {
        Options first = new(), avatars = new();
        await StartAsync(With(("S3:avatars:Region", "eu-west-2")), builder =>
        {
            builder.Services.AddS3Uploads().AddSubsection<Options>("Extra", [], Read);
            builder.Services.AddS3Uploads("avatars").AddSubsection<Options>("Extra", [], Read);
            builder.Services.AddS3Uploads("other");
            builder.Services.AddOptions<Options>("other");
            builder.Services.AddSingleton<IHostedService>(services => new Reader(() =>
            {
                var options = services.GetRequiredService<IOptionsMonitor<Options>>();
                (first, avatars) = (options.Get(""), options.Get("avatars"));
                options.Get("other").Paths.Should().BeEmpty();
            }));
        });

        first.Paths.Should().Equal("S3:Extra");
        avatars.Paths.Should().Equal("S3:Extra", "S3:avatars:Extra");
    }

    [Theory]
    [InlineData("S3:Images:MaxPixel", "S3:Images:MaxPixel is not a setting. Did you mean MaxPixels?")]
    [InlineData("S3:images:maxpixel", "S3:images:maxpixel is not a setting. Did you mean MaxPixels?")]
    [InlineData("S3:Image:MaxPixels", "S3:Image is not a setting. Did you mean Images?")]
    [InlineData("S3:MaxPixels", "S3:MaxPixels is not a setting. Did you mean S3:Images:MaxPixels?")]
    [InlineData(
        "S3:Images",
        "S3:Images has a single value. Set each option by its name, for instance S3:Images:MaxPixels.")]
    public async Task ANameThatIsNearlyRight_StopsTheStart(string name, string problem)
    {
        var act = () => StartAsync(With((name, "1")), builder => AddImages(builder.Services.AddS3Uploads()));

        (await act.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().Equal(problem);
    }

    [Theory]
    [InlineData("S3:Images:MinPixels")]
    [InlineData("S3:MinPixels")]
    [InlineData("S3:Images:Crop")]
    public async Task AnUnknownName_IsAWarning(string name)
    {
        var log = await StartAsync(With((name, "1")), builder => AddImages(builder.Services.AddS3Uploads()));

        Warnings(log).Should().Equal($"{name} is not a setting and has no effect");
    }

    [Theory]
    [InlineData("S3:Images:MaxPixels", "1")]
    [InlineData("S3:Images:RemoveMetadata", "")]
    public async Task KnownNames_AreNoWarnings(string name, string value)
    {
        var log = await StartAsync(With((name, value)), builder => AddImages(builder.Services.AddS3Uploads()));

        Warnings(log).Should().BeEmpty();
    }

    [Fact]
    public async Task WithoutNames_AnyIsRight()
    {
        var log = await StartAsync(
            With(("S3:Images:Crop", "1"), ("S3:Images", "2")),
            builder => builder.Services.AddS3Uploads().AddSubsection<Options>("Images", null, Read));

        Warnings(log).Should().BeEmpty();
    }

    [Theory]
    [InlineData(null, "S3:Images", "AddS3Uploads().AddImages()")]
    [InlineData("avatars", "S3:Images", "AddS3Uploads(\"avatars\").AddImages()")]
    [InlineData("avatars", "S3:avatars:Images", "AddS3Uploads(\"avatars\").AddImages()")]
    public async Task OptionsForPictures_WithoutAddImages_StopTheStart(string? store, string section, string remedy)
    {
        var act = () => StartAsync(
            With(($"{section}:RemoveMetadata", "true")),
            builder => _ = store is null
                ? builder.Services.AddS3Uploads()
                : builder.Services.AddS3Uploads(store));

        (await act.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().Equal(
            $"{section} is set, but the store does not read pictures, so that nothing of it applies. Call {remedy}, "
            + "from the package Discovitas.S3.Images, or remove the section.");
    }

    [Fact]
    public async Task AnEmptySectionForPictures_WithoutAddImages_IsNoWarning()
    {
        var log = await StartAsync(With(("S3:Images", ""), ("S3:Images:MaxPixels", "")));

        Warnings(log).Should().BeEmpty();
    }

    [Fact]
    public async Task OptionsForPictures_ThatNamedStoresInherit_AreAWarningForTheDefaultStore()
    {
        var log = await StartAsync(With(("S3:Images:MaxPixels", "1")), builder =>
        {
            builder.Services.AddS3Uploads();
            builder.Services.AddS3Uploads("documents");
            AddImages(builder.Services.AddS3Uploads("avatars"));
        });

        Warnings(log).Should().Equal(
            "S3:Images applies to named stores alone: nothing is added to the default store that reads it");
    }

    [Fact]
    public async Task OptionsForPictures_OfTheDefaultStore_AreNoWarningForNamedOnes()
    {
        var log = await StartAsync(With(("S3:Images:MaxPixels", "1")), builder =>
        {
            AddImages(builder.Services.AddS3Uploads());
            builder.Services.AddS3Uploads("documents");
        });

        Warnings(log).Should().BeEmpty();
    }

    [Fact]
    public async Task AStoreCalledImages_HasItsSection()
    {
        Options? options = null;
        var log = await StartAsync(With(("S3:images:Bucket", "i"), ("S3:images:MaxPixels", "1")), builder =>
        {
            AddImages(builder.Services.AddS3Uploads());
            builder.Services.AddS3Uploads("images");
            builder.Services.AddSingleton<IHostedService>(services => new Reader(
                () => options = services.GetRequiredService<IOptionsMonitor<Options>>().Get("")));
        });

        options!.Paths.Should().BeEmpty();
        Warnings(log).Should().Equal("S3:images:MaxPixels is not a setting and has no effect");
    }

    [Theory]
    [InlineData("S3:Images:Images", "Images")]
    [InlineData("S3:avatars:Images", "avatars")]
    public async Task OptionsForPictures_BesideAStoreCalledImages_NeedAddImagesToo(string section, string store)
    {
        var act = () => StartAsync(With(("S3:Images:Bucket", "i"), ($"{section}:MaxPixels", "1")), builder =>
        {
            AddImages(builder.Services.AddS3Uploads());
            builder.Services.AddS3Uploads("Images");
            builder.Services.AddS3Uploads("avatars");
        });

        (await act.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().ContainSingle()
            .Which.Should().StartWith($"{section} is set, but").And.Contain($"AddS3Uploads(\"{store}\").AddImages()");
    }

    [Theory]
    [InlineData("S3:MaxFileSize:0", "S3:MaxFileSize")]
    [InlineData("S3:IdleTimeout:Seconds", "S3:IdleTimeout")]
    public async Task SomethingInsideASingleValue_StopsTheStart(string name, string setting)
    {
        var act = () => StartAsync(With((name, "1")));

        (await act.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().Equal(
            $"{name} has no effect: {setting} takes a single value. Set {setting} itself.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bucket")]
    [InlineData("a:b")]
    public void ANameThatNoSectionCanHave_IsRejected(string name)
    {
        var act = () => new ServiceCollection().AddS3Uploads().AddSubsection<Options>(name, null, Read);

        act.Should().Throw<ArgumentException>().Which.ParamName.Should().Be("name");
    }

    private static void AddImages(S3UploadsBuilder store) => store.AddSubsection<Options>("Images", Names, Read);

    private static void Read(Options options, IConfigurationSection section) => options.Paths.Add(section.Path);

    private static IEnumerable<string> Warnings(IEnumerable<FakeLogRecord> log) =>
        log.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Message);

    private static Dictionary<string, string?> With(params (string Name, string Value)[] more)
    {
        var all = new Dictionary<string, string?> { ["S3:Bucket"] = "b", ["S3:Region"] = "eu-west-1" };
        foreach (var (name, value) in more)
        {
            all[name] = value;
        }

        return all;
    }

    private sealed class Options
    {
        internal List<string> Paths { get; } = [];
    }

    private sealed class Reader(Action read) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            read();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
