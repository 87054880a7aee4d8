using System.Buffers;

namespace Discovitas.S3.Keys;

/// <summary>
/// The grammar of the last segment of a variant's key: a name and an extension, as <c>thumb.webp</c>. It is never the
/// name of a file, which is a UUID, so that a key is either a file's or a variant's.
/// </summary>
internal static class VariantName
{
    internal const int MaxLength = 64;

    internal const string Rule =
        "1 to 64 letters, digits, '-' and '_' with an extension of 1 to 16 letters or digits, for instance thumb.webp";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    internal static bool IsValid(ReadOnlySpan<char> name)
    {
        var dot = name.IndexOf('.');
        return dot > 0
            && name.Length <= MaxLength
            && !name[..dot].ContainsAnyExcept(Allowed)
            && FileExtension.IsValid(name[dot..])
            && !ObjectKey.IsFileName(name);
    }

    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    internal static void Require(string name, string parameter)
    {
        if (!IsValid(name))
        {
            throw new ArgumentException(
                $"A variant's name has {Rule}, and is not that of a file (a UUID). Name it after what it is, not after "
                + "what a sender sends.",
                parameter);
        }
    }
}
