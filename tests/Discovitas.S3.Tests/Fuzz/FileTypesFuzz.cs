using Discovitas.S3.Tests.Rules;

namespace Discovitas.S3.Tests.Fuzz;

/// <summary>The sniffer, on true beginnings of files, changed, followed by anything and cut anywhere.</summary>
public sealed class FileTypesFuzz(ITestOutputHelper output) : FuzzTest(output)
{
    private const string Tar = "application/x-tar";
    private const string Icon = "image/vnd.microsoft.icon";

    private static readonly string[] Markup = ["image/svg+xml", "text/html", "application/xml"];
    private static readonly string[] BaseMedia = ["image/avif", "image/heic", "video/quicktime", "video/mp4"];

    // Told by other rules than a signature, or by none.
    private static readonly string[] Unsigned =
    [
        FileSamples.JavaScript,
        "text/plain",
        "application/json",
        "application/dicom",
        "application/atom+xml",
        "application/octet-stream",
    ];

    private static readonly string[] WithSignature =
    [
        .. FileSamples.All.Keys.Where(name => name != FileSamples.JavaScript),
    ];

    private static readonly Gen<string> AnyType = Gen.OneOf([.. WithSignature, .. Unsigned]);

    private static readonly Gen<byte[]> Tail = Gen.Frequency(
        (2, Gen.Byte.Array[0, 600]),
        (1, Gen.OneOf("ustar", "<svg", "<!-- -->", "<html>", "MZ\0", "ftypisom", "%PDF-").Select(FileSamples.Text)),
        (1, Gen.Byte.Array[FileTypes.StartLength - 20, FileTypes.StartLength + 20]));

    private static readonly Gen<byte[]> Start = Mutated.Bytes(
        Gen.OneOf([.. FileSamples.All.Values]),
        "\0", "\u00EF\u00BB\u00BF", "\u00FF\u00FE", " \r\n\t", "<!--", "-->", "<svg", "<SVG", "<html", "<?xml", "<",
        "BM", "MZ", "PK\u0003\u0004", "RIFF", "WEBP", "WAVE", "AVI ",
        "ftyp", "isom", "avif", "heic", "mif1", "qt  ", "ustar", "ID3\u0003", "\u00FF\u00FB", "\0\0\u0001\0", "GIF89a",
        "%PDF-", "OggS");

    private static readonly Gen<byte[]> Any = Gen.Frequency(
        (4, Gen.Select(Start, Tail, (start, tail) => (byte[])[.. start, .. tail])),
        (2, Start),
        (1, Tail));

    [Fact]
    public void Recognize_AnyBytes_IsAKindThatAgreesOrNone() => Run.Holds(
        Any,
        bytes =>
            FileTypes.Recognize(bytes) is not { } kind || kind.Types.All(type => FileTypes.BytesAgree(type, bytes)));

    // Neither what stands around the bytes in memory nor what comes after the first 4,096 has a say.
    [Fact]
    public void Recognize_BytesWithinOthers_LooksAtItsOwnOnly() => Run.Holds(
        Gen.Select(Any, Tail, AnyType),
        (bytes, around, type) =>
        {
            byte[] memory = [.. around, .. bytes, .. around];
            var within = memory.AsSpan(around.Length, bytes.Length);
            var start = bytes.AsSpan(0, Math.Min(bytes.Length, FileTypes.StartLength));
            return FileTypes.Recognize(within) == FileTypes.Recognize(bytes)
                && FileTypes.Recognize(start) == FileTypes.Recognize(bytes)
                && FileTypes.BytesAgree(type, within) == FileTypes.BytesAgree(type, bytes)
                && FileTypes.BytesAgree(type, start) == FileTypes.BytesAgree(type, bytes);
        });

    // Were it not so, a few bytes more behind a program would make it pass as text.
    [Fact]
    public void BytesAgree_SignatureFollowedByAnything_StillAgrees() => Run.Holds(
        Gen.Select(Any, Tail, Gen.OneOf(WithSignature)),
        (bytes, tail, type) => !FileTypes.BytesAgree(type, bytes) || FileTypes.BytesAgree(type, [.. bytes, .. tail]));

    [Fact]
    public void Recognize_SampleFollowedByAnything_IsStillRecognized() => Run.Holds(
        Gen.Select(Gen.OneOf(WithSignature), Tail, Tail),
        (name, tail, more) =>
        {
            byte[] file = [.. FileSamples.All[name], .. tail, .. more];
            var kind = FileTypes.Recognize(FileSamples.All[name])!.Name;
            return FileTypes.BytesAgree(name, file)
                && FileTypes.Recognize(file) is { } found
                && (found.Name == kind || IsTwoKindsAtOnce(kind, found.Name));
        });

    [Fact]
    public void Recognize_BytesCutAnywhere_AreOfTheSameKindOrNoneYet() => Run.Holds(
        Gen.Select(Any, Gen.Int[0, 600]),
        (bytes, cut) =>
        {
            var whole = FileTypes.Recognize(bytes);
            var part = FileTypes.Recognize(bytes.AsSpan(0, Math.Min(cut, bytes.Length)));
            return part is null || part == whole || (whole is not null && IsTwoKindsAtOnce(part.Name, whole.Name));
        });

    [Fact]
    public void BytesAgree_AnyBytesForAText_AreOfNoOtherKind() => Run.Holds(
        Gen.Select(Any, Gen.OneOf("text/plain", "text/csv", "application/json", FileSamples.JavaScript)),
        (bytes, type) => !FileTypes.BytesAgree(type, bytes) || FileTypes.Recognize(bytes) is null);

    // A file may begin as one kind and hold another's mark further on: <svg in markup, a second brand in a ftyp box,
    // ustar at byte 257. And a ftyp box of 256 bytes begins as an icon does.
    private static bool IsTwoKindsAtOnce(string start, string whole) =>
        whole == Tar
        || (Markup.Contains(start) && Markup.Contains(whole))
        || (BaseMedia.Append(Icon).Contains(start) && BaseMedia.Contains(whole));
}
