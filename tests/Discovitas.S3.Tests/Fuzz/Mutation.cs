using System.Globalization;

namespace Discovitas.S3.Tests.Fuzz;

/// <summary>One change to a text.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="At">Where, counted in UTF-16 units from the start, or from the end where it is negative.</param>
/// <param name="Length">To how many units, at most.</param>
/// <param name="Piece">What comes in, for the kinds that bring something.</param>
internal sealed record Mutation(MutationKind Kind, int At, int Length, string Piece)
{
    private const int MostDoublings = 16;

    internal string Apply(string text)
    {
        var start = At < 0 ? Math.Max(0, text.Length + At + 1) : Math.Min(At, text.Length);
        var end = Math.Min(text.Length, start + Length);
        var (before, touched, after) = (text[..start], text[start..end], text[end..]);
        return Kind switch
        {
            MutationKind.Insert => before + Piece + touched + after,
            MutationKind.Replace => before + Piece + after,
            MutationKind.Delete => before + after,
            MutationKind.Duplicate => before + touched + touched + after,
            MutationKind.Swap => before + new string([.. touched.Reverse()]) + after,
            MutationKind.Cut => before,
            MutationKind.UpperCase => before + touched.ToUpperInvariant() + after,
            MutationKind.LowerCase => before + touched.ToLowerInvariant() + after,
            MutationKind.PercentEncode => before + string.Concat(touched.Select(PercentEncoded)) + after,
            MutationKind.LookAlike => before + string.Concat(touched.Select(Fullwidth)) + after,
            MutationKind.FileRange =>
                before + new string(touched.Length > 0 ? touched[0] : 'a', 1 << (Length % MostDoublings)) + after,
            _ => throw new InvalidOperationException($"{Kind} is new here."),
        };
    }

    private static string PercentEncoded(char c) => string.Create(CultureInfo.InvariantCulture, $"%{(int)c:x2}");

    // The fullwidth forms stand in the order of ASCII.
    private static char Fullwidth(char c) => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c;
}
