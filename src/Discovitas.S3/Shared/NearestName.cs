namespace Discovitas.S3.Shared;

/// <summary>Finds the known name that a misspelt name most likely stands for.</summary>
internal static class NearestName
{
    // Two typos in a long name, one in a short one. With more, names of the app's own would count as misspelt.
    private const int MaxSlips = 2;
    private const int LettersPerSlip = 3;

    /// <summary>Returns the known name that is nearest to <paramref name="name"/>, or null if none is near.</summary>
    /// <param name="name">The name as it was written.</param>
    /// <param name="known">The names that exist.</param>
    internal static string? Find(string name, IEnumerable<string> known)
    {
        var allowed = Math.Min(MaxSlips, name.Length / LettersPerSlip);
        var written = name.ToUpperInvariant();
        return known
            .Where(candidate => BeginsAlike(written, candidate))
            .Select(candidate => (Name: candidate, Slips: CountSlips(written, candidate.ToUpperInvariant())))
            .Where(candidate => candidate.Slips <= allowed)
            .OrderBy(candidate => candidate.Slips)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    // A short word has one slip at most: Min is another word than Max, not a misspelt one.
    private static bool BeginsAlike(string written, string candidate)
    {
        var end = candidate.AsSpan(1).IndexOfAnyInRange('A', 'Z') + 1;
        var word = candidate[..(end > 0 ? end : candidate.Length)].ToUpperInvariant();
        return word.Length / LettersPerSlip >= MaxSlips
            || Enumerable.Range(word.Length - 1, 3).Any(
                length => CountSlips(written[..Math.Min(length, written.Length)], word) <= 1);
    }

    // The Damerau-Levenshtein distance: letters added, left out, replaced, or swapped with their neighbour.
    private static int CountSlips(string one, string other)
    {
        var distances = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                distances[i, j] = i == 0 || j == 0 ? i + j : Next(distances, (one, i), (other, j));
            }
        }

        return distances[one.Length, other.Length];
    }

    private static int Next(int[,] distances, (string Text, int At) one, (string Text, int At) other)
    {
        var (i, j) = (one.At, other.At);
        var replaced = distances[i - 1, j - 1] + (one.Text[i - 1] == other.Text[j - 1] ? 0 : 1);
        var distance = Math.Min(replaced, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
        var isSwap = i > 1 && j > 1 && one.Text[i - 1] == other.Text[j - 2] && one.Text[i - 2] == other.Text[j - 1];
        return isSwap ? Math.Min(distance, distances[i - 2, j - 2] + 1) : distance;
    }
}
