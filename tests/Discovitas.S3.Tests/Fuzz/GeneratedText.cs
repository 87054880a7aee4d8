namespace Discovitas.S3.Tests.Fuzz;

/// <summary>Text by chance: whole characters of all of Unicode, none of them a control character.</summary>
internal static class GeneratedText
{
    private static readonly Gen<int> Character = Gen.Frequency(
        (4, Gen.Int[' ', '~']),
        (2, Gen.Int[0xA0, 0x7FF]),
        (2, Gen.Int[0x800, 0xD7FF]),
        (1, Gen.Int[0xE000, 0xFFFF]),
        (2, Gen.Int[0x10000, 0x10FFFF]));

    internal static Gen<string> UpTo(int characters) => Character.Array[0, characters].Select(text =>
    {
        var builder = new StringBuilder();
        foreach (var character in text)
        {
            builder.Append(char.ConvertFromUtf32(character));
        }

        return builder.ToString();
    });
}
