using Discovitas.S3.TestSupport.Filtering;

namespace Discovitas.S3.Tests.Rules;

/// <summary>Wrong rules for pictures are an error of the app, and not of who sends a picture.</summary>
public sealed class ImageRuleCheckTests
{
    public static TheoryData<ImageRules, string> Wrong => new()
    {
        { new() { MaxPixels = 0 }, "Images.MaxPixels is 0. It must be at least 1; leave it out *" },
        { new() { MaxFrames = -1 }, "Images.MaxFrames is -1. *" },
        { new() { MaxTotalPixels = 0 }, "Images.MaxTotalPixels is 0. *" },
        { new() { MaxWidth = 0 }, "Images.MaxWidth is 0. *" },
        { new() { MaxHeight = 0 }, "Images.MaxHeight is 0. *" },
        { new() { MinWidth = 0 }, "Images.MinWidth is 0. *" },
        { new() { MinHeight = 0 }, "Images.MinHeight is 0. *" },
        { new() { MinWidth = 3, MaxWidth = 2 }, "Images.MinWidth is 3, but Images.MaxWidth is 2, *" },
        { new() { MinHeight = 3, MaxHeight = 2 }, "Images.MinHeight is 3, but Images.MaxHeight is 2, *" },
        { new() { MinWidth = 3, MinHeight = 4, MaxPixels = 11 }, "*at least 12 pixels, but *MaxPixels is 11, *" },
        { new() { MinHeight = 12, MaxPixels = 11 }, "*at least 12 pixels, but *MaxPixels is 11, *" },
        { new() { MinHeight = 12, MaxTotalPixels = 11 }, "*at least 12 pixels, but *MaxTotalPixels is 11, *" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task AnUploadWithAWrongRule_IsAnArgumentException(ImageRules rules, string message)
    {
        var store = new StoreMock();
        var service = store.Filtering(null, new SmallBytesFilter());
        var direct = new DirectUploadRequest("a.txt", "text/plain") { Images = rules };

        await service.Awaiting(s => s.StoreAsync(Request(Bytes(1)) with { Images = rules }))
            .Should().ThrowAsync<ArgumentException>().WithMessage(message);
        await service.Awaiting(s => s.Direct.CreateAsync(direct))
            .Should().ThrowAsync<ArgumentException>().WithMessage(message);
        await service.Awaiting(s => s.Direct.StartMultipartAsync(direct))
            .Should().ThrowAsync<ArgumentException>().WithMessage(message);

        store.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task RulesAtTheirLeast_AreRight()
    {
        var rules = new ImageRules
        {
            MaxPixels = 1,
            MaxFrames = 1,
            MaxTotalPixels = 1,
            MaxWidth = 1,
            MaxHeight = 1,
            MinWidth = 1,
        };
        var service = new StoreMock().Filtering(null, new SmallBytesFilter());

        await service.Awaiting(s => s.StoreAsync(Request(Bytes(1)) with { Images = rules })).Should().NotThrowAsync();
    }
}
