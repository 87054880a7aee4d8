using Discovitas.S3.Images.Facts;
using static Discovitas.S3.Images.Tests.Support.HeaderSamples;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>Pictures that are joined from others, larger than they say, or made of themselves.</summary>
public sealed class JoinedPictureTests
{
    private static readonly byte[] Slice = Hevc.Slice(4, 7);

    // Two tiles of 64 x 48 pixels, beside each other.
    private static readonly HeifFile Grid = Of("grid", [0, 0, 0, 1, 0, 128, 0, 48]);

    public static TheoryData<string, byte[]> Valid => new()
    {
        { "grid", [0, 0, 0, 1, 0, 128, 0, 48] },
        { "grid", [0, 1, 0, 1, 0, 0, 0, 128, 0, 0, 0, 48] },
        { "iovl", [0, 0, .. new byte[8], 0, 128, 0, 48, 0, 0, 0, 0, 0, 64, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public async Task AJoinedPicture_Stays(string type, byte[] data)
    {
        foreach (var file in new[] { Of(type, data), InData(Of(type, data)) })
        {
            (await Cleaned.FromAsync(file.ToArray())).Should().Equal(file.ToArray());
        }
    }

    public static TheoryData<string, string, byte[]> Broken => new()
    {
        { "version 0", "grid", [1, 0, 0, 1, 0, 128, 0, 48] },
        { "one flag", "grid", [0, 2, 0, 1, 0, 128, 0, 48] },
        { "ispe says", "grid", [0, 0, 0, 1, 0, 129, 0, 48] },
        { "ispe says", "grid", [0, 1, 0, 1, 0, 1, 0, 128, 0, 0, 0, 48] },
        { "cover its picture", "grid", [0, 0, 0, 0, 0, 128, 0, 48] },
        { "cover its picture", "grid", [0, 0, 1, 0, 0, 128, 0, 48] },
        { "has its length", "grid", [0, 0, 0, 1, 0, 128, 0, 48, 0] },
        { "all of its fields", "grid", [0, 0, 0, 1, 0, 128, 0] },
        { "ispe says", "iovl", [0, 0, .. new byte[8], 0, 129, 0, 48, 0, 0, 0, 0, 0, 64, 0, 0] },
        { "has its length", "iovl", [0, 0, .. new byte[8], 0, 128, 0, 48, 0, 0, 0, 0, 0, 64, 0, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task APictureThatIsJoinedInAnotherWay_IsRejected(string rule, string type, byte[] data)
    {
        await CodedPictureTests.IsRejectedAsync(Of(type, data), rule);
        await CodedPictureTests.IsRejectedAsync(InData(Of(type, data)), rule);
    }

    private static readonly (string Rule, HeifFile File)[] Files =
    [
        ("cover its picture", Grid with { References = [("dimg", 1, [2])] }),
        ("cover its picture", Grid with { References = [("dimg", 1, [2, 3, 2])] }),
        ("cover its picture", Sized(HeifFile.Size(192, 48), [0, 0, 0, 1, 0, 192, 0, 48])),
        ("cover its picture", Sized(HeifFile.Size(64, 48), [0, 0, 0, 1, 0, 64, 0, 48])),
        ("cover its picture", Sized(HeifFile.Size(128, 96), [0, 0, 0, 1, 0, 128, 0, 96])),
        ("have one size", Grid with
        {
            Properties = [.. Grid.Properties, Hevc.Start(64, 40), HeifFile.Size(64, 40)],
            Associations = [[1, 3], [2, 0x81, 2], [3, 0x84, 5]],
        }),
        ("ispe says", Grid with { Associations = [[1, 3], [2, 0x81, 3], [3, 0x81, 3]] }),
        ("one property ispe", Grid with { Associations = [[1, 3], [2, 0x81, 2, 3], [3, 0x81, 2, 3]] }),
        ("one property ispe", Grid with { Associations = [[2, 0x81, 2], [3, 0x81, 2]] }),
        ("one property hvcC", Grid with { Associations = [[1, 3], [2, 2], [3, 2]] }),
        ("a size", Grid with
        {
            Properties = [.. Grid.Properties[..2], HeifFile.Size(0, 48)],
        }),
        ("made of itself", Grid with { References = [("dimg", 1, [1, 2])] }),
        ("made of itself", Grid with { References = [("dimg", 1, [2, 3]), ("auxl", 1, [2])], Properties = WithAlpha,
            Associations = [[1, 3, 4], [2, 0x81, 2], [3, 0x81, 2]] }),
        ("has them", Grid with { References = [] }),
        ("has one transparency", Grid with
        {
            References = [("dimg", 1, [2, 3]), ("auxl", 2, [1]), ("auxl", 3, [1])],
            Properties = WithAlpha,
            Associations = [[1, 3], [2, 0x81, 2, 4], [3, 0x81, 2, 4]],
        }),
    ];

    public static TheoryData<string, byte[]> BrokenFiles
    {
        get
        {
            var data = new TheoryData<string, byte[]>();
            Array.ForEach(Files, file => data.Add(file.Rule, file.File.ToArray()));
            return data;
        }
    }

    private static byte[][] WithAlpha => [.. Grid.Properties, HeifFile.Auxiliary(HeifFile.Alpha)];

    [Theory]
    [MemberData(nameof(BrokenFiles))]
    public async Task APictureThatIsNotTheSumOfItsParts_IsRejected(string rule, byte[] file) =>
        (await FluentActions.Awaiting(() => Cleaned.FromAsync(file)).Should().ThrowAsync<BrokenImageException>())
        .Which.Message.Should().Contain(rule);

    [Theory]
    [InlineData("overlap", 0, 9, 8, 9)]
    [InlineData("overlap", 0, 9, 0, 18)]
    public async Task ItemsThatSharePartOfTheirData_AreNotCleaned(
        string reason, int first, int firstLength, int second, int secondLength)
    {
        var file = Grid with
        {
            Locations = [Grid.Locations[0], (2, 0, first, firstLength), (3, 0, second, secondLength)],
        };

        (await FluentActions.Awaiting(() => Cleaned.FromAsync(file.ToArray()))
            .Should().ThrowAsync<UnsupportedImageException>()).Which.Message.Should().Contain(reason);
    }

    [Fact]
    public async Task TilesOfTheSameData_Stay()
    {
        var file = Grid with { Data = Slice, Locations = [Grid.Locations[0], (2, 0, 0, 8), (3, 0, 0, 8)] };

        (await Cleaned.FromAsync(file.ToArray())).Should().Equal(file.ToArray());
    }

    private static HeifFile Of(string type, byte[] data) => new()
    {
        Infos = [(1, type, "\0"), (2, "hvc1", "\0"), (3, "hvc1", "\0")],
        Locations = [(1, 1, 0, data.Length), (2, 0, 0, Slice.Length), (3, 0, Slice.Length, Slice.Length)],
        References = [("dimg", 1, [2, 3])],
        Properties = [Hevc.Start(64, 48), HeifFile.Size(64, 48), HeifFile.Size(128, 48)],
        Associations = [[1, 3], [2, 0x81, 2], [3, 0x81, 2]],
        InMeta = Box("idat", data),
        Data = [.. Slice, .. Slice],
    };

    private static HeifFile Sized(byte[] size, byte[] data)
    {
        var file = Of("grid", data);
        return file with { Properties = [.. file.Properties[..2], size] };
    }

    // What joins them is among the data of the others.
    private static HeifFile InData(HeifFile file) => file with
    {
        InMeta = [],
        Data = [.. file.Data, .. file.InMeta[8..]],
        Locations = [(1, 0, file.Data.Length, file.InMeta.Length - 8), .. file.Locations[1..]],
    };
}
