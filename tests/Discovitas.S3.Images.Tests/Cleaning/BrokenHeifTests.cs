using Discovitas.S3.Images.Facts;
using static Discovitas.S3.Images.Tests.Support.Bytes;
using static Discovitas.S3.Images.Tests.Support.HeaderSamples;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>HEIC files that break a rule.</summary>
public sealed class BrokenHeifTests
{
    private static readonly HeifFile Simple = new();
    private static readonly HeifFile Full = HeifSamples.Full;

    private static readonly (string Rule, HeifFile File)[] Files =
    [
        ("ends within the picture", Simple with { Locations = [(1, 0, 0, 9)] }),
        ("ends within the picture", Simple with { Locations = [(1, 0, 0, int.MaxValue)] }),
        ("in boxes mdat", Simple with { Locations = [(1, 0, 12, 4)], AfterData = Box("uuid", TextOf(Secret)) }),
        ("in boxes mdat", Simple with { Locations = [(1, 0, -8, 16)] }),
        ("follow what describes", Simple with { Locations = [(1, 0, -16, 8)] }),
        ("share no bytes", Full with { Locations = [.. Full.Locations.Where(at => at.Item != 6), (6, 0, 13, 2)] }),
        ("within the box idat", Full with { Locations = [.. Full.Locations[1..], (1, 1, 11, 8)] }),
        ("within the box idat", Simple with { Locations = [(1, 1, 0, 8)] }),
        ("has its length", Full with { Locations = [.. Full.Locations[1..], (1, 0, 0, 39)] }),
        ("has a location", Simple with { Locations = [] }),
        ("one location", Simple with { Locations = [(1, 0, 0, 8), (1, 0, 0, 8)] }),
        ("in the list once", Simple with { Infos = [(1, "hvc1", "\0"), (1, "hvc1", "\0")] }),
        ("is in the list", Simple with { Primary = 2 }),
        ("is in the list", Full with { References = [("dimg", 1, [2, 3, 99])] }),
        ("property is in the list", Simple with { Associations = [[1, 3]] }),
        ("told once", Simple with { Associations = [[1, 1], [1, 2]] }),
        ("has its length", Simple with { Properties = [.. Simple.Properties[..1], Box("ispe", new byte[13])] }),
        ("has its length", WithProperty(Box("irot", TextOf(Secret)))),
        ("has its length", WithProperty(Box("colr", TextOf("nclx" + Secret)))),
        ("an ICC profile", WithProperty(Box("colr", TextOf("prof" + Secret)))),
        ("has its length", WithProperty(Box("pixi", 0, 0, 0, 0, 3, 8, 8, 8, 8))),
        ("has its length", WithProperty(Box("a1lx", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))),
        ("has its length", WithProperty(Box("a1lx", 1, 1, 2, 3, 4, 5, 6))),
        ("has its length", WithProperty(Box("cclv", 4, 1, 2, 3, 4, 5, 6, 7, 8))),
        ("clap shows", WithProperty(Crop(65, 1))),
        ("clap shows", WithProperty(Crop(32, 0))),
        ("clap shows", WithProperty(Crop(32, 200))),
        ("clap shows", WithProperty(Box("clap", TextOf(Secret + Secret + Secret + Secret)[..32]))),
        ("all of its fields", Simple with { Properties = [Box("hvcC", [.. new byte[22], 1]), HeifFile.Size(64, 48)] }),
        ("states its length", Av1.Of([8], Av1.File.Data)),
        ("is short", Av1.Of([10, 255, 255, 255], Av1.File.Data)),
        ("one box iprp", Simple with { InMeta = Box("iprp", Box("ipco")) }),
        ("one box hdlr", Simple with { Handler = [] }),
        ("before the one", Simple with { InMeta = [0, 0, 0, 9, .. "free"u8] }),
        ("brands of 4 bytes", Simple with { Brands = [.. "heic\0\0\0\0mif1x"u8] }),
        ("not shorter than its head", Simple with { BeforeMeta = [0, 0, 0, 7, .. "free"u8] }),
        ("not shorter than its head", Simple with { BeforeMeta = [0, 0, 0, 0, .. "free"u8] }),
        ("all of its fields", Simple with { BeforeMeta = Box("meta") }),
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

    [Theory]
    [MemberData(nameof(BrokenFiles))]
    public async Task ABrokenFile_IsRejectedWithItsRule(string rule, byte[] file)
    {
        var rejection = await FluentActions.Awaiting(() => Cleaned.FromAsync(file))
            .Should().ThrowAsync<BrokenImageException>();

        rejection.Which.Message.Should().Contain(rule);
    }

    private static HeifFile WithProperty(byte[] property) => Simple with
    {
        Properties = [.. Simple.Properties, property],
        Associations = [[1, 0x81, 2, 3]],
    };

    private static byte[] Crop(byte width, byte part) => Box("clap", [
        0, 0, 0, width, 0, 0, 0, part, .. (byte[])[0, 0, 0, 32, 0, 0, 0, 1], .. new byte[7], 1, .. new byte[7], 1]);
}
