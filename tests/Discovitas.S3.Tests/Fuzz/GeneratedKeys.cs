namespace Discovitas.S3.Tests.Fuzz;

/// <summary>What keys are made of, by chance and within the rules, and an independent reading of those rules.</summary>
internal static class GeneratedKeys
{
    /// <summary>How long a key may be, in bytes: S3's limit.</summary>
    internal const int MaxLength = 1024;

    // Between an anchor and an anchor: RFC 3986's unreserved characters in segments, none of them a dot segment.
    internal const string FolderPattern = @"(?!\.{1,2}(/|\z))[A-Za-z0-9._~-]+(/(?!\.{1,2}(/|\z))[A-Za-z0-9._~-]+)*";

    internal const string FileNamePattern =
        @"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(\.[A-Za-z0-9]{1,16})?";

    internal static Gen<string> Folder { get; } = Gen.Frequency(
        (1, Gen.OneOf("avatars/42", "a", "...", "..a/b..", "a/.../b", "A-b_c.d~e/0", "uploads", ".hidden/~x")),
        (
            2,
            Gen.Char["abcxyzABCXYZ0189-_~"].Array[1, 12].Select(letters => new string(letters)).Array[1, 4]
                .Select(segments => string.Join('/', segments))));

    internal static Gen<string> FolderOrNone { get; } = Gen.Frequency((1, Gen.Const("")), (3, Folder));

    internal static Gen<string> Prefix { get; } = Gen.Frequency(
        (1, Gen.OneOf("", "uploads/", "a/b/", "..a/")), (1, Folder.Select(folder => folder + "/")));

    internal static Gen<string> Extension { get; } = Gen.Frequency(
        (1, Gen.Const("")),
        (3, Gen.Char.AlphaNumeric.Array[1, 16].Select(letters => "." + new string(letters))));

    /// <summary>A version 4 UUID, a folder before it if any, and an extension if any.</summary>
    internal static Gen<string> BelowThePrefix { get; } = Gen.Select(
        FolderOrNone,
        Gen.Byte.Array[16],
        Extension,
        (folder, bytes, extension) => (folder.Length == 0 ? "" : folder + "/") + Uuid4(bytes) + extension);

    // RFC 9562, section 5.4.
    private static string Uuid4(byte[] bytes)
    {
        var digits = Convert.ToHexStringLower(bytes).ToCharArray();
        digits[12] = '4';
        digits[16] = "89ab"[bytes[8] & 3];
        return new string(digits).Insert(20, "-").Insert(16, "-").Insert(12, "-").Insert(8, "-");
    }
}
