using System.Buffers.Binary;
using Discovitas.S3.Images.Icc;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>Places in a colour profile that are no colours.</summary>
public sealed class ProfileHidingTests
{
    private static readonly byte[] Text = TextOf($"{Secret}{Secret}{Secret}");
    private static readonly byte[] TypedText = [.. TextOf("text\0\0\0\0"), .. Text];
    private static readonly byte[] Xyz = [.. TextOf("XYZ \0\0\0\0"), 0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 5, 6];
    private static readonly byte[] Lut = [.. new byte[8], 1, 1, 2, 0, .. new byte[36]];

    public static TheoryData<string, byte[]> Blanked => new()
    {
        { "a color that is a text", ProfileOf(("rXYZ", TypedText)) },
        { "an adaptation that is a text", ProfileOf(("chad", TypedText)) },
        { "a table that is a text", ProfileOf(("A2B0", TypedText)) },
        { "a table of floats that is a text", ProfileOf(("D2B0", TypedText)) },
        { "a curve that is a text", ProfileOf(("kTRC", TypedText)) },
        { "behind a color", ProfileOf(("wtpt", [.. Xyz, .. Text])) },
        { "behind a curve", ProfileOf(("rTRC", [.. TextOf("curv\0\0\0\0\0\0\0\x01\x02\x03"), .. Text])) },
        { "behind a curve without points", ProfileOf(("rTRC", [.. TextOf("curv\0\0\0\0\0\0\0\0"), .. Text])) },
        { "behind parameters", ProfileOf(("rTRC", [.. TextOf("para\0\0\0\0\0\0\0\0\0\x01\0\0"), .. Text])) },
        { "behind parameters of no function", ProfileOf(("rTRC", [.. TextOf("para\0\0\0\0\0\x09\0\0"), .. Text])) },
        { "behind a table of 8 bits", ProfileOf(
            ("A2B0", [.. TextOf("mft1"), .. Lut[4..], .. new byte[514], .. Text])) },
        { "behind a table of 16 bits", ProfileOf(
            ("B2A0", [.. TextOf("mft2"), .. Lut[4..], 0, 2, 0, 2, .. new byte[12], .. Text])) },
        { "a description in a color", Overlapping() },
        { "luminance", ProfileOf(("lumi", [.. Xyz, .. Text])) },
        { "viewing conditions", ProfileOf(("view", TypedText)) },
        { "a measurement", ProfileOf(("meas", TypedText)) },
        { "a technology", ProfileOf(("tech", TypedText)) },
        { "chromaticities", ProfileOf(("chrm", TypedText)) },
        { "a preview", ProfileOf(("pre0", TypedText)) },
        { "a second curve", ProfileOf(("rTRC", TextOf("curv\0\0\0\0\0\0\0\0")), ("rTRC", [.. Xyz, .. Text])) },
        { "a copyright that is a color", ProfileOf(("cprt", [.. Xyz, .. Text])) },
        { "the numbers of a color", ProfileOf(("wtpt", [.. TextOf("XYZ \0\0\0\0"), .. Text[..12]])) },
        { "the numbers of an adaptation", ProfileOf(("chad", [.. TextOf("sf32\0\0\0\0"), .. Text, .. Text[..6]])) },
        { "behind a copyright", ProfileOf(("cprt", [.. TextOf("text\0\0\0\0CC0\0"), .. Text])) },
        { "signatures of tags", ProfileOf([.. Secret.Chunk(4).Select(four => (new string(four).PadRight(4), Xyz))]) },
    };

    [Theory]
    [MemberData(nameof(Blanked))]
    public void WhatIsNoColor_IsBlank(string where, byte[] profile)
    {
        byte[] cleaned = [.. profile];

        IccProfiles.TryBlank(cleaned).Should().BeTrue();

        Findings.HasSecret(cleaned).Should().BeFalse(where);
        cleaned.AsSpan().IndexOf(TextOf(Secret[..4])).Should().Be(-1, where);
        byte[] again = [.. cleaned];
        IccProfiles.TryBlank(again).Should().BeTrue();
        again.Should().Equal(cleaned);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task AProfileInPieces_IsBlankedAsItIsAsAWhole(int piece)
    {
        foreach (var profile in Blanked.Select(row => (byte[])row[1]).Append(ProfileSample.Bytes))
        {
            byte[] expected = [.. profile];
            IccProfiles.TryBlank(expected);

            (await Cleaned.FromAsync(JpegOf(ProfilePart(1, 1, profile)), piece, piece))
                .Should().Equal(JpegOf(ProfilePart(1, 1, expected)));
        }
    }

    [Fact]
    public void AHeader_KeepsWhatARendererReads()
    {
        var profile = ProfileOf(("wtpt", Xyz));
        byte[] filled = [.. profile];
        foreach (var at in Enumerable.Range(0, 128).Where(at => at is >= 4 and < 8 or >= 40 and < 44 or >= 48))
        {
            filled[at] = (byte)'x';
        }

        IccProfiles.TryBlank(filled).Should().BeTrue();

        filled.AsSpan(0, 128).Count((byte)'x').Should().Be(0);
        filled[64..80].Should().Equal(0, 0, 0, 0, 0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D);
        filled[63].Should().Be('x' & 15, "the medium is glossy or not");
    }

    [Fact]
    public void ATag_ThatLiesInTheTable_IsTakenOut()
    {
        var profile = ProfileOf(("wtpt", Xyz), ("rXYZ", Xyz));
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(136), 0);

        IccProfiles.TryBlank(profile).Should().BeTrue();

        BinaryPrimitives.ReadInt32BigEndian(profile.AsSpan(128)).Should().Be(1);
        profile[132..136].Should().Equal(TextOf("rXYZ"));
        profile[176..196].Should().Equal(Xyz);
    }

    private static byte[] ProfileOf(params (string Tag, byte[] Data)[] tags)
    {
        List<byte> profile = [.. ProfileSample.Bytes[..128], .. Number(tags.Length)];
        var offset = 132 + (12 * tags.Length);
        foreach (var (tag, data) in tags)
        {
            profile.AddRange([.. TextOf(tag), .. Number(offset), .. Number(data.Length)]);
            offset += data.Length;
        }

        profile.AddRange(tags.SelectMany(tag => tag.Data));
        return [.. Number(profile.Count), .. profile[4..]];
    }

    // The description begins 4 bytes behind the color.
    private static byte[] Overlapping()
    {
        var profile = ProfileOf(("wtpt", Xyz), ("desc", Text));
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(148), 160);
        return profile;
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
