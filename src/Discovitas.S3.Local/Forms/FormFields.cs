using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Forms;

/// <summary>The fields of a form before its file, in the order in which they came. Case counts in values, not in names.</summary>
internal sealed class FormFields
{
    private const string Metadata = "x-amz-meta-";
    private const string FileNameVariable = "${filename}";
    private readonly List<(string Name, string Value)> _fields = [];

    public IReadOnlyList<(string Name, string Value)> All => _fields;

    /// <summary>The field's value, or null.</summary>
    public string? this[string name]
    {
        get
        {
            var index = _fields.FindIndex(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            return index < 0 ? null : _fields[index].Value;
        }
    }

    /// <summary>Adds a field. A second one of the same name is refused: who joins two values, and who takes one, would differ.</summary>
    public void Add(string name, string value)
    {
        if (this[name] is not null)
        {
            throw new S3Exception(S3Error.InvalidArgument, "A POST field must not be given more than once.", ("ArgumentName", name), ("ArgumentValue", value));
        }

        _fields.Add((name, value));
    }

    /// <summary>Puts the file's name, without any path before it, in the place of the variable for it, in every field.</summary>
    public void Expand(string? fileName)
    {
        if (fileName is null)
        {
            // S3 leaves the variable as it is where the file has no name, and clears it where the name is empty
            return;
        }

        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        for (var index = 0; index < _fields.Count; index++)
        {
            _fields[index] = (_fields[index].Name, _fields[index].Value.Replace(FileNameVariable, name, StringComparison.Ordinal));
        }
    }

    /// <summary>The fields that are, in a form, what headers are in a PUT.</summary>
    public HeaderDictionary ToHeaders()
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in _fields.Where(field => IsHeader(field.Name)))
        {
            headers[name] = Sendable(name, value);
        }

        return headers;
    }

    private static bool IsHeader(string name) =>
        name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("content-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("cache-control", StringComparison.OrdinalIgnoreCase)
        || name.Equals("expires", StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as it will come back, in a header: what metadata cannot have there, S3 encodes.</summary>
    private static string Sendable(string name, string value)
    {
        var isName = name.All(one => char.IsAsciiLetterOrDigit(one) || "!#$%&'*+-.^_`|~".Contains(one, StringComparison.Ordinal));
        if (isName && name.StartsWith(Metadata, StringComparison.OrdinalIgnoreCase))
        {
            return value.All(one => one is >= ' ' and <= '~') ? value : EncodedWord.Of(value);
        }

        return isName && !value.Any(char.IsControl)
            ? value
            : throw new S3Exception(S3Error.InvalidArgument, "Header value cannot be represented using ISO-8859-1.",
                ("ArgumentName", name), ("ArgumentValue", value));
    }
}
