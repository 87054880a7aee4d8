namespace Discovitas.S3.Local.Storage;

/// <summary>
/// The order in which S3 lists keys, which is that of their UTF-8 bytes. It is the order of UTF-16 code units except
/// for surrogates, which come before U+E000..U+FFFF but encode characters after them.
/// </summary>
internal sealed class Utf8Order : IComparer<string>
{
    internal static readonly Utf8Order Instance = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        var common = left.CommonPrefixLength(right);
        return common == left.Length || common == right.Length
            ? left.Length - right.Length
            : Rank(left[common]) - Rank(right[common]);
    }

    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
