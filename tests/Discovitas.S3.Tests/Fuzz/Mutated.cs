namespace Discovitas.S3.Tests.Fuzz;

/// <summary>
/// Good values gone wrong: none to four changes to each, so that some stay good and most are nearly so.
/// </summary>
internal static class Mutated
{
    // What has broken parsers of names, paths, headers and addresses before.
    private static readonly string[] Pieces =
    [
        "/", "\\", "//", ".", "..", "./", "../", "..\\", "/./", "/../", "%2e%2e%2f", "%2F", "%5c", "%00", "%0d%0a", "%",
        "%zz", "%25", "+",
        "\0", "\r\n", "\n", "\r", "\t", "\u001F", "\u007F", "\u0085", "\u00A0", " ", "  ", "\r\nX-Evil: 1",
        "\u2028", "\u2029", "\u202E", "\u200B", "\u200D", "\uFEFF", "\uFFFD", "\uFFFF", "\u2024", "\uFF0E", "\uFF0F",
        "\u2044", "\u2215", "\uFF3C",
        "\u0131", "\u0130", "\u017F", "\u212A", "\u207F", "\u0663", "\u00E9", "e\u0301", "\u4E2D", "\U0001F600",
        "\uD800", "\uDC00",
        "\"", "'", ";", ",", "=", "?", "#", "&", "@", ":", "*", "~", "-", "_", "<", "(", ")", "[", "{", "|", "$",
        ":$DATA", "C:", "<script>",
        "?x=1", "#x", "?X-Amz-Signature=5eb63bbb", "https://", "http://", "//evil.com/", "https://evil.com/", "user@",
        ".evil.com", ":443", ":8443",
        "; charset=utf-7", "; charset=\"utf-8\"", ";charset=", "; a=b", "; a=\"", ", text/html", "; text/html", "*/*",
        "text/", "/html", "+xml",
        "=?", "?=", "=?UTF-8?B?", "=?UTF-8?Q?", "=?utf-8?b?w6k=?=", "=?UTF-8?Q?=FF?=", "=C3", "=ZZ", "w6k=", "====",
        ".php", ".jpg", ".png", ".tar.gz", "jpg", "x-amz-meta-", "uploads/", "UPLOADS/", "0x", "+0", "-",
    ];

    private static readonly Gen<string> AnyUnit = Gen.Char['\0', '\uFFFF'].Select(c => c.ToString());

    internal static Gen<string> Text(Gen<string> good) =>
        By(
            Gen.Frequency((6, Gen.OneOf(Pieces)), (1, AnyUnit), (2, Gen.Char[' ', '~'].Select(c => c.ToString()))),
            good);

    /// <summary>
    /// Each byte is a character while it is changed; what is more than a byte becomes a question mark.
    /// </summary>
    internal static Gen<byte[]> Bytes(Gen<byte[]> good, params string[] pieces) =>
        By(
            Gen.Frequency((2, Gen.OneOf(pieces)), (3, Gen.Char['\0', '\u00FF'].Select(c => c.ToString()))),
            good.Select(Encoding.Latin1.GetString))
            .Select(Encoding.Latin1.GetBytes);

    private static Gen<string> By(Gen<string> piece, Gen<string> good) =>
        Gen.Select(
            good,
            Gen.Select(
                Gen.Enum<MutationKind>(),
                Gen.Int[-60, 60],
                Gen.Int[0, 16],
                piece,
                (kind, at, length, text) => new Mutation(kind, at, length, text)).Array[0, 4])
            .Select((text, mutations) => mutations.Aggregate(text, (changed, mutation) => mutation.Apply(changed)));
}
