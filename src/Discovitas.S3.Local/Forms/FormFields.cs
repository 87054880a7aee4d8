using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Forms;

/// <summary>The fields of a form before its file, in their original order. The case of names is ignored.</summary>
internal sealed class FormFields
{
    private const string Metadata = "x-amz-meta-";
    private const string FileNameVariable = "${filename}";
    private readonly List<(string Name, string Value)> _fields = [];

    internal IReadOnlyList<(string Name, string Value)> All => _fields;

    /// <summary>Gets the value of a field, or <see langword="null"/>.</summary>
    internal string? this[string name]
    {
        get
        {
            var index = _fields.FindIndex(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            return index < 0 ? null : _fields[index].Value;
        }
    }

    /// <summary>
    /// Adds a field. Throws if the name exists already, because readers of two values disagree: some join them, some
    /// take one.
    /// </summary>
    internal void Add(string name, string value)
    {
        if (this[name] is not null)
        {
            throw new S3Exception(
                S3Error.InvalidArgument, "A POST field must not be given more than once.",
                ("ArgumentName", name), ("ArgumentValue", value));
        }

        _fields.Add((name, value));
    }

    /// <summary>
    /// Replaces the variable <c>${filename}</c> in all fields with the name of the file, without its path.
    /// </summary>
    internal void Expand(string? fileName)
    {
        if (fileName is null)
        {
            // S3 keeps the variable if the file has no name, and removes it if the name is empty.
            return;
        }

        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        for (var index = 0; index < _fields.Count; index++)
        {
            var field = _fields[index];
            _fields[index] = (field.Name, field.Value.Replace(FileNameVariable, name, StringComparison.Ordinal));
        }
    }

    /// <summary>Returns the fields that correspond to headers of a PUT.</summary>
    internal HeaderDictionary ToHeaders()
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in _fields.Where(field => IsHeader(field.Name)))
        {
            headers[name] = HeaderValue(name, value);
        }

        return headers;
    }

    private static bool IsHeader(string name) =>
        name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("content-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("cache-control", StringComparison.OrdinalIgnoreCase)
        || name.Equals("expires", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Returns the value as it is returned in a header. S3 encodes metadata that a header cannot carry.
    /// </summary>
    private static string HeaderValue(string name, string value)
    {
        var isName = name.All(one =>
            char.IsAsciiLetterOrDigit(one) || "!#$%&'*+-.^_`|~".Contains(one, StringComparison.Ordinal));
        if (isName && name.StartsWith(Metadata, StringComparison.OrdinalIgnoreCase))
        {
            return value.All(one => one is >= ' ' and <= '~') ? value : EncodedWord.Encode(value);
        }

        return isName && !value.Any(char.IsControl)
            ? value
            : throw new S3Exception(
                S3Error.InvalidArgument, "Header value cannot be represented using ISO-8859-1.",
                ("ArgumentName", name), ("ArgumentValue", value));
    }
}
