using System.Buffers;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Housekeeping;

/// <summary>
/// Recognizes what this library stores below the pending prefix: files, the markers of processes that complete an
/// upload, and the copies that are being inspected. Anything else there belongs to somebody else.
/// </summary>
internal static class PendingNames
{
    /// <summary>
    /// The UUID by which the instances of an app take turns to clean. No file has it, since it is not random.
    /// </summary>
    internal const string CleaningTurn = "00000000-0000-4000-8000-000000000011";

    private const int UuidLength = 36;
    private const int TokenLength = 32;
    private const string RecordMark = ".n.";

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>Returns whether the library has created the object.</summary>
    internal static bool IsOurs(string key, string pendingPrefix) =>
        ObjectKey.TryParse(key, pendingPrefix, out _)
        || (key.StartsWith(pendingPrefix, StringComparison.Ordinal) && IsHelper(key.AsSpan(pendingPrefix.Length)));

    /// <summary>
    /// Returns whether the library has created the object, and it may be deleted when it is old. The marker of the
    /// process that cleans may not, even if that process has a wrong clock.
    /// </summary>
    internal static bool IsDeletable(string key, string pendingPrefix) =>
        IsOurs(key, pendingPrefix)
        && !key.AsSpan(pendingPrefix.Length).StartsWith($"turns/{CleaningTurn}.", StringComparison.Ordinal);

    private static bool IsHelper(ReadOnlySpan<char> name)
    {
        const string Turns = "turns/";
        const string Accepted = "accepted/";
        const string Inspection = "inspection/";
        const string Repeats = "repeats/";
        if (name.StartsWith(Accepted, StringComparison.Ordinal))
        {
            return IsTurn(name[Accepted.Length..]);
        }

        if (name.StartsWith(Repeats, StringComparison.Ordinal))
        {
            return IsRecord(name[Repeats.Length..]);
        }

        return name.StartsWith(Turns, StringComparison.Ordinal)
            ? IsTurn(name[Turns.Length..])
            : name.StartsWith(Inspection, StringComparison.Ordinal) && IsCopy(name[Inspection.Length..]);
    }

    // {uuid}.{uuid}
    private static bool IsTurn(ReadOnlySpan<char> name) =>
        name.Length == (2 * UuidLength) + 1
        && IsUuid(name[..UuidLength])
        && name[UuidLength] == '.'
        && IsUuid(name[(UuidLength + 1)..]);

    // {uuid}.{32 hex digits}
    private static bool IsCopy(ReadOnlySpan<char> name) =>
        name.Length == UuidLength + TokenLength + 1
        && IsUuid(name[..UuidLength])
        && name[UuidLength] == '.'
        && IsHex(name[^TokenLength..]);

    // {uuid}.n.{number}
    private static bool IsRecord(ReadOnlySpan<char> name) =>
        name.Length > UuidLength + RecordMark.Length
        && IsUuid(name[..UuidLength])
        && name[UuidLength..].StartsWith(RecordMark, StringComparison.Ordinal)
        && !name[(UuidLength + RecordMark.Length)..].ContainsAnyExceptInRange('0', '9');

    private static bool IsUuid(ReadOnlySpan<char> text) => ObjectKey.IsFileName(text) && text.Length == UuidLength;

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Hex);
}
