using Discovitas.S3.Local;
using Discovitas.S3.TestSupport.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Registration;

/// <summary>Each store looks after pictures as the app has said for it.</summary>
public sealed class AddImagesTests
{
    [Fact]
    public async Task AStore_HasItsOwnOptions_OrNone()
    {
        await using var server = await LocalS3Server.StartAsync();
        await using var store = await ImageStore.BuildAsync(one =>
        {
            one.AddImages(options => options.MaxPixels = 512);
            one.Services.AddS3Uploads("avatars", settings => settings.PointTo(server))
                .AddImages(options => options.MaxPixels = 511);
            one.Services.AddS3Uploads("documents", settings => settings.PointTo(server));
        });
        var request = new FileUploadRequest("a.png", "image/png", PngOf());

        (await store.Service.StoreAsync(request)).Image!.IsCleaned.Should().BeTrue();
        (await store.Named("documents").StoreAsync(request)).Image.Should().BeNull();
        await store.Named("avatars").Awaiting(avatars => avatars.StoreAsync(request))
            .Should().ThrowAsync<UploadRejectedException>();
    }

    [Fact]
    public void AddImages_Twice_ChangesTheOptionsOfOneFilter()
    {
        using var services = Services(store => store
            .AddImages(options => (options.MaxPixels, options.MaxFrames) = (5, 6))
            .AddImages(options => options.MaxPixels = 7));

        var options = services.GetRequiredService<IOptionsMonitor<ImageOptions>>().Get("");
        (options.MaxPixels, options.MaxFrames).Should().Be((7, 6));
        services.GetKeyedServices<IContentFilter>("").Should().ContainSingle().Which.Should().BeOfType<ImageFilter>();
    }

    [Theory]
    [InlineData(false, "second")]
    [InlineData(true, "first second")]
    public async Task AddImages_Twice_ReplacesTheFunctionForPictures_OrAddsToIt(bool adds, string expected)
    {
        List<string> calls = [];
        await using var store = await ImageStore.BuildAsync(one => one
            .AddImages(options => options.OnImageKept = NoteFirstAsync)
            .AddImages(options => options.OnImageKept =
                adds ? options.OnImageKept + NoteSecondAsync : NoteSecondAsync));

        await store.Service.StoreAsync(new FileUploadRequest("a.png", "image/png", PngOf()));

        calls.Should().Equal(expected.Split(' '));

        async Task NoteFirstAsync(KeptFile file, CancellationToken cancellationToken)
        {
            await Task.Yield();
            calls.Add("first");
        }

        Task NoteSecondAsync(KeptFile file, CancellationToken cancellationToken)
        {
            calls.Add("second");
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void Defaults_RemoveMetadata_AndLimitPixels()
    {
        var options = new ImageOptions();

        (options.RemoveMetadata, options.MaxPixels, options.MaxFrames, options.MaxTotalPixels, options.OnUnsupported)
            .Should().Be((true, 50_000_000, 1000, 250_000_000, UnsupportedImages.Reject));
        new object?[] { options.MaxWidth, options.MaxHeight, options.MinWidth, options.MinHeight }
            .Should().OnlyContain(limit => limit == null);
    }

    [Theory]
    [InlineData(249_000_000, false, null, 250_000_000L)]
    [InlineData(300_000_000, false, null, 300_000_000L)]
    [InlineData(300_000_000, true, 250_000_000L, 250_000_000L)]
    [InlineData(300_000_000, true, null, null)]
    public void TheLimitOfAllFrames_IsThatOfOneAtLeast_UnlessItIsSet(long one, bool isSet, long? all, long? expected)
    {
        var options = new ImageOptions();
        if (isSet)
        {
            options.MaxTotalPixels = all;
        }

        options.MaxPixels = one;

        options.MaxTotalPixels.Should().Be(expected);
    }

    public static TheoryData<ImageOptions, string> Wrong => new()
    {
        { new() { MaxPixels = 0 }, "ImageOptions.MaxPixels is 0, and must be at least 1, for instance 50000000." },
        { new() { MaxFrames = 0 }, "ImageOptions.MaxFrames is 0, and must be at least 1, or null for no limit." },
        {
            new() { MaxTotalPixels = 0 },
            "ImageOptions.MaxTotalPixels is 0, and must be at least 1, or null for no limit."
        },
        { new() { MaxWidth = 0 }, "ImageOptions.MaxWidth is 0, and must be at least 1, or null for no limit." },
        { new() { MaxHeight = 0 }, "ImageOptions.MaxHeight is 0, and must be at least 1, or null for no limit." },
        { new() { MinWidth = 0 }, "ImageOptions.MinWidth is 0, and must be at least 1, or null for no limit." },
        { new() { MinHeight = 0 }, "ImageOptions.MinHeight is 0, and must be at least 1, or null for no limit." },
        {
            new() { MinWidth = 3, MaxWidth = 2 },
            "ImageOptions.MinWidth is 3, and more than MaxWidth, which is 2, so that no picture could be accepted. "
            + "Raise MaxWidth, or lower MinWidth."
        },
        {
            new() { MinHeight = 3, MaxHeight = 2 },
            "ImageOptions.MinHeight is 3, and more than MaxHeight, which is 2, so that no picture could be accepted. "
            + "Raise MaxHeight, or lower MinHeight."
        },
        {
            new() { MinWidth = 3, MinHeight = 4, MaxPixels = 11 },
            "ImageOptions.MaxPixels is 11, and MinWidth × MinHeight is 12, so that no picture could be accepted. "
            + "Raise MaxPixels, or lower the other two."
        },
        {
            new() { MinWidth = 3, MinHeight = 4, MaxTotalPixels = 11 },
            "ImageOptions.MaxTotalPixels is 11, and MinWidth × MinHeight is 12, so that no picture could be accepted. "
            + "Raise MaxTotalPixels, or lower the other two."
        },
        {
            new() { OnUnsupported = (UnsupportedImages)7 },
            "ImageOptions.OnUnsupported is 7, and must be Reject or Pass."
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void AWrongOption_IsNamed_WithItsRule(ImageOptions options, string problem) =>
        FluentActions.Invoking(() => new ImageFilter(options)).Should().Throw<OptionsValidationException>()
            .Which.Failures.Should().Equal(problem);

    [Fact]
    public void OptionsAtTheirLeast_AreRight() => FluentActions.Invoking(() => new ImageFilter(new()
    {
        MaxPixels = 1,
        MaxFrames = 1,
        MaxTotalPixels = 1,
        MaxWidth = 1,
        MaxHeight = 1,
        MinWidth = 1,
        MinHeight = 1,
    })).Should().NotThrow();

    [Fact]
    public void WrongOptions_StopTheStart_AndNameTheirStore()
    {
        using var services = Services(store =>
        {
            store.AddImages(options => options.MaxPixels = 0);
            store.Services.AddS3Uploads("avatars", settings => settings.Bucket = "b")
                .AddImages(options => options.MaxFrames = -1);
            store.Services.AddS3Uploads("other", settings => settings.Bucket = "b").AddImages();
        });

        FluentActions.Invoking(services.GetRequiredService<IStartupValidator>().Validate)
            .Should().Throw<AggregateException>().Which.InnerExceptions.Select(one => one.Message)
            .Where(message => message.StartsWith("AddImages", StringComparison.Ordinal)).Should().Equal(
                "AddImages: ImageOptions.MaxPixels is 0, and must be at least 1, for instance 50000000.",
                "AddImages of the store 'avatars': ImageOptions.MaxFrames is -1, and must be at least 1, or null for "
                + "no limit.");
    }

    [Fact]
    public void MissingArguments_AreNamed()
    {
        FluentActions.Invoking(() => S3ImagesExtensions.AddImages(null!)).Should().Throw<ArgumentNullException>();
        var filter = new ImageFilter();
        filter.Invoking(one => one.Filter(null!, Stream.Null)).Should().Throw<ArgumentNullException>();
        filter.Invoking(one => one.Filter(new() { ContentType = "image/png" }, null!))
            .Should().Throw<ArgumentNullException>();
    }

    private static ServiceProvider Services(Action<S3UploadsBuilder> build)
    {
        var services = new ServiceCollection();
        build(services.AddS3Uploads(settings => (settings.Bucket, settings.Region) = ("b", "eu-west-1")));
        return services.BuildServiceProvider();
    }
}
