using System.Globalization;
using System.Net.Mime;
using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// Reads Uppy's description of a file: from a query, where the size may be among the metadata, or from JSON.
/// </summary>
internal static class RequestedUploadReader
{
    private const string SizeName = "size";
    private const string MetadataStart = "metadata[";
    private const int MaxShownLength = 32;

    /// <exception cref="ProblemException">
    /// The name is missing, a value is repeated, or the size is not a number.
    /// </exception>
    internal static RequestedUpload Parse(IQueryCollection query)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in query)
        {
            if (name.StartsWith(MetadataStart, StringComparison.Ordinal) && name.EndsWith(']'))
            {
                metadata[name[MetadataStart.Length..^1]] = values.Count == 1 ? values[0] ?? "" : throw Repeated(name);
            }
        }

        var (fileName, type, size) = (Single(query, "filename"), Single(query, "type"), Single(query, SizeName));
        return Create(fileName, type, ParseSize(size), metadata);
    }

    /// <exception cref="ProblemException">The name is missing, or the size is not a number.</exception>
    internal static RequestedUpload Create(
        string? fileName, string? contentType, long? size, IReadOnlyDictionary<string, string>? metadata)
    {
        if (string.IsNullOrEmpty(fileName))
        {
            throw new ProblemException(ProblemTable.InvalidRequest, "The file's name is missing.");
        }

        metadata ??= new Dictionary<string, string>();
        return new RequestedUpload(
            fileName,
            string.IsNullOrEmpty(contentType) ? MediaTypeNames.Application.Octet : contentType,
            size is null ? ParseSize(metadata.GetValueOrDefault(SizeName)) : size >= 0 ? size : throw InvalidSize(),
            metadata);
    }

    private static string? Single(IQueryCollection query, string name) => query[name] switch
    {
        { Count: 0 } => null,
        { Count: 1 } values => values[0],
        _ => throw Repeated(name),
    };

    private static long? ParseSize(string? text) => string.IsNullOrEmpty(text)
        ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? size
            : throw InvalidSize();

    private static ProblemException Repeated(string name)
    {
        var shown = name.Length > MaxShownLength ? name[..MaxShownLength] : name;
        return new ProblemException(ProblemTable.InvalidRequest, $"'{shown}' is given more than once.");
    }

    private static ProblemException InvalidSize() =>
        new(ProblemTable.InvalidRequest, "The size is not a number of bytes.");
}
