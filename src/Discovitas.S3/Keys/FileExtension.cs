namespace Discovitas.S3.Keys;

/// <summary>
/// A file's extension, valid by construction: empty, or a dot and 1 to 16 ASCII letters or digits in their original
/// case. It is what the name ends with after its last dot, as in Python's <c>os.path.splitext</c>, with both slashes as
/// separators. It is never repaired: a name that ends in anything else has no extension.
/// </summary>
internal readonly record struct FileExtension
{
    private const int MaxLength = 16;

    private readonly string? _value;

    private FileExtension(string value) => _value = value;

    /// <summary>Gets the extension with its dot, or empty.</summary>
    internal string Value => _value ?? "";

    /// <summary>Returns the extension of a file's name.</summary>
    internal static FileExtension Parse(string fileName)
    {
        var dot = fileName.LastIndexOf('.');
        var separator = fileName.AsSpan().LastIndexOfAny('/', '\\');
        var onlyDotsBefore =
            dot <= separator || fileName.AsSpan(separator + 1, dot - separator - 1).TrimStart('.').IsEmpty;
        return onlyDotsBefore || !IsValid(fileName.AsSpan(dot)) ? default : new FileExtension(fileName[dot..]);
    }

    /// <summary>Returns whether <paramref name="text"/> is empty or an extension with its dot.</summary>
    internal static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] != '.' || text.Length is < 2 or > MaxLength + 1)
        {
            return false;
        }

        foreach (var c in text[1..])
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}
