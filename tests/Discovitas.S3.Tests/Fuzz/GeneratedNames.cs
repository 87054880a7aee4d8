using Discovitas.S3.Tests.Keys;

namespace Discovitas.S3.Tests.Fuzz;

/// <summary>File names by chance: known ones changed, and letters that lean towards those that decide.</summary>
internal static class GeneratedNames
{
    private const int LongestKnown = 2_000;

    private static readonly string[] Known =
    [
        "photo.jpg", "IMG_0001.JPEG", "archive.tar.gz", "my holiday (1).mp4", "C:\\fakepath\\a.png",
        "/home/a/b.c/d.pdf", "\u00E9t\u00E9.docx", "\u4E2D\u6587.txt", "\U0001F600.webp",
        .. HostileNames.Names.Where(name => name.Length <= LongestKnown),
    ];

    // The second has all of UTF-16, control characters and lone surrogates included.
    private static readonly Gen<char> Letter = Gen.Frequency(
        (5, Gen.Char["./\\aZ09"]),
        (2, Gen.Char["bcxyPNG -_~%\"';:=?#&\r\n\0\t\u0131\u0130\u202E\uFF0E"]),
        (1, Gen.Char['\0', '\uFFFF']));

    internal static Gen<string> Any { get; } = Gen.Frequency(
        (1, Letter.Array[0, 24].Select(letters => new string(letters))),
        (2, Mutated.Text(Gen.OneOf(Known))));
}
