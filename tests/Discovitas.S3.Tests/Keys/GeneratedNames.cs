using CsCheck;

namespace Discovitas.S3.Tests.Keys;

/// <summary>File names by chance, leaning towards the characters that decide.</summary>
internal static class GeneratedNames
{
    internal const int Count = 20_000;

    // The second has all of UTF-16, control characters and lone surrogates included.
    private static readonly Gen<char> Letter = Gen.Frequency(
        (5, Gen.Char["./\\aZ09"]),
        (2, Gen.Char["bcxyPNG -_~%\"';:=?#&\r\n\0\t\u0131\u0130\u202E\uFF0E"]),
        (1, Gen.Char['\0', '\uFFFF']));

    internal static Gen<string> Any { get; } = Letter.Array[0, 24].Select(letters => new string(letters));
}
