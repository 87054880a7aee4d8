namespace Discovitas.S3.Keys;

/// <summary>
/// A file's extension, valid by construction: empty, or
/// <list type="bullet">
/// <item>a dot and 1 to 16 ASCII letters or digits, in the case they had;</item>
/// <item>what the name ends with after its last dot, as Python's <c>os.path.splitext</c> sees it, with both slashes as separators;</item>
/// <item>never repaired: a name that ends otherwise has none.</item>
/// </list>
/// </summary>
internal readonly record struct FileExtension
{
    private const int MaxLength = 16;

    private readonly string? _value;

    private FileExtension(string value) => _value = value;

    /// <summary>With its dot, or empty.</summary>
    internal string Value => _value ?? "";

    internal static FileExtension Of(string fileName)
    {
        var dot = fileName.LastIndexOf('.');
        var separator = fileName.AsSpan().LastIndexOfAny('/', '\\');
        var onlyDotsBefore = dot <= separator || fileName.AsSpan(separator + 1, dot - separator - 1).TrimStart('.').IsEmpty;
        return onlyDotsBefore || !IsValid(fileName.AsSpan(dot)) ? default : new FileExtension(fileName[dot..]);
    }

    /// <summary>Whether <paramref name="text"/> is empty or an extension with its dot.</summary>
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
