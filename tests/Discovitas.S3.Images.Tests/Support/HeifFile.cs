using System.Buffers.Binary;
using static Discovitas.S3.Images.Tests.Support.Bytes;
using static Discovitas.S3.Images.Tests.Support.HeaderSamples;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>A HEIC that is written by hand: without changes, one picture of 64 x 48 pixels.</summary>
internal sealed record HeifFile
{
    internal const string Alpha = "urn:mpeg:hevc:2015:auxid:1\0";

    /// <summary>Gets whether every number is as long as it can be.</summary>
    internal bool IsWide { get; init; }

    /// <summary>Gets a number without a meaning for data in the file itself; it is there if numbers are long.</summary>
    internal byte[] ExtentIndex { get; init; } = [1, 2, 3, 4];

    internal byte[] Brands { get; init; } = [.. "heic\0\0\0\0mif1heic"u8];

    internal byte[] BeforeMeta { get; init; } = [];

    internal byte[] Handler { get; init; } = Box("hdlr", [.. new byte[8], .. "pict"u8, .. new byte[13]]);

    internal byte Primary { get; init; } = 1;

    internal (byte Id, string Type, string More)[] Infos { get; init; } = [(1, "hvc1", "\0")];

    /// <summary>Gets the locations: method 0 counts from the start of the data, 1 from that of idat.</summary>
    internal (byte Item, byte Method, int Offset, int Length)[] Locations { get; init; } = [(1, 0, 0, 8)];

    /// <summary>Gets the parts of items' data that follow their first.</summary>
    internal (byte Item, int Offset, int Length)[] MoreParts { get; init; } = [];

    internal (string Type, byte From, byte[] To)[] References { get; init; } = [];

    internal byte[][] Properties { get; init; } = [Hevc.Start(64, 48), Size(64, 48)];

    /// <summary>Gets the items with the numbers of their properties; with 128 added, they are essential.</summary>
    internal byte[][] Associations { get; init; } = [[1, 0x81, 2]];

    internal byte[] InMeta { get; init; } = [];

    internal byte[] BeforeData { get; init; } = [];

    internal byte[] Data { get; init; } = [.. Hevc.Slice(4, 7)];

    internal byte[] AfterData { get; init; } = [];

    private byte Wide => (byte)(IsWide ? 1 : 0);

    internal static byte[] Size(byte width, byte height) =>
        Box("ispe", 0, 0, 0, 0, 0, 0, 0, width, 0, 0, 0, height);

    internal static byte[] Auxiliary(string type) => Box("auxC", [0, 0, 0, 0, .. TextOf(type)]);

    internal byte[] ToArray()
    {
        byte[] before = [.. Box("ftyp", Brands), .. BeforeMeta];
        var start = before.Length + Meta(0).Length + BeforeData.Length + 8;
        return [.. before, .. Meta(start), .. BeforeData, .. Box("mdat", Data), .. AfterData];
    }

    private byte[] Meta(int start) => Box("meta", [
        0, 0, 0, 0, .. Handler, .. Box("pitm", [Wide, 0, 0, 0, .. Id(Primary)]),
        .. Box("iinf", [Wide, 0, 0, 0, .. Id((byte)Infos.Length), .. Infos.SelectMany(Info)]),
        .. Box("iloc", [
            (byte)(IsWide ? 2 : 1), 0, 0, 0, .. (byte[])(IsWide ? [0x88, 0x84] : [0x44, 0]),
            .. Id((byte)Locations.Length), .. Locations.SelectMany(location => Location(location, start))]),
        .. References.Length == 0 ? [] : Box("iref", [Wide, 0, 0, 0, .. References.SelectMany(Reference)]),
        .. Box("iprp", [
            .. Box("ipco", [.. Properties.SelectMany(property => property)]),
            .. Box("ipma", [
                Wide, 0, 0, Wide, 0, 0, 0, (byte)Associations.Length, .. Associations.SelectMany(Association)])]),
        .. InMeta]);

    // Only the primary item is shown by itself.
    private byte[] Info((byte Id, string Type, string More) item) => Box("infe", [
        (byte)(2 + Wide), 0, 0, (byte)(item.Id == Primary ? 0 : 1), .. Id(item.Id), 0, 0,
        .. TextOf(item.Type), .. TextOf(item.More)]);

    private byte[] Reference((string Type, byte From, byte[] To) reference) => Box(reference.Type, [
        .. Id(reference.From), 0, (byte)reference.To.Length, .. reference.To.SelectMany(Id)]);

    private byte[] Location((byte Item, byte Method, int Offset, int Length) location, int start)
    {
        start = location.Method == 0 ? start : 0;
        var parts = MoreParts.Where(part => part.Item == location.Item)
            .Select(part => (part.Offset, part.Length))
            .Prepend((location.Offset, location.Length))
            .ToArray();
        return
        [
            .. Id(location.Item), 0, location.Method, 0, 0, .. IsWide ? Number(start, 8) : [],
            0, (byte)parts.Length, .. parts.SelectMany(part => Part(part.Item1, part.Item2, start)),
        ];
    }

    private byte[] Part(int offset, int length, int start) => IsWide
        ? [.. ExtentIndex, .. Number(offset, 8), .. Number(length, 8)]
        : [.. Number(start + offset, 4), .. Number(length, 4)];

    private byte[] Association(byte[] entry) => [.. Id(entry[0]), (byte)(entry.Length - 1), .. IsWide
        ? entry[1..].SelectMany(number => (byte[])[(byte)(number & 0x80), (byte)(number & 0x7F)])
        : entry[1..]];

    private byte[] Id(byte id) => Number(id, IsWide ? 4 : 2);

    private static byte[] Number(int value, int length)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes[^length..];
    }
}
