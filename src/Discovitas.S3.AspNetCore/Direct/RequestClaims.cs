using System.Globalization;
using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>Reads claims as Uppy sends them: in a query, where a size may stand among the metadata, or in JSON.</summary>
internal static class RequestClaims
{
    private const string SizeName = "size";
    private const string MetadataStart = "metadata[";

    internal static Claims OfQuery(IQueryCollection query)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in query)
        {
            if (name.StartsWith(MetadataStart, StringComparison.Ordinal) && name.EndsWith(']'))
            {
                metadata[name[MetadataStart.Length..^1]] = values.Count == 1 ? values[0] ?? "" : throw Doubled(name);
            }
        }

        return Of(One(query, "filename"), One(query, "type"), SizeOf(One(query, SizeName)), metadata);
    }

    internal static Claims Of(string? fileName, string? contentType, long? size, IReadOnlyDictionary<string, string>? metadata)
    {
        metadata ??= new Dictionary<string, string>();
        return string.IsNullOrEmpty(fileName)
            ? throw new RefusedException(ProblemTable.InvalidRequest, "The file's name is missing.")
            : new Claims(
                fileName,
                string.IsNullOrEmpty(contentType) ? UploadGroup.UnknownType : contentType,
                size is null ? SizeOf(metadata.GetValueOrDefault(SizeName)) : size >= 0 ? size : throw NoSize(),
                metadata);
    }

    private static string? One(IQueryCollection query, string name) => query[name] switch
    {
        { Count: 0 } => null,
        { Count: 1 } one => one[0],
        _ => throw Doubled(name),
    };

    private static RefusedException Doubled(string name) =>
        new(ProblemTable.InvalidRequest, $"'{(name.Length > 32 ? name[..32] : name)}' is given more than once.");

    private static long? SizeOf(string? text) => string.IsNullOrEmpty(text)
        ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? size
            : throw NoSize();

    private static RefusedException NoSize() => new(ProblemTable.InvalidRequest, "The size is not a number of bytes.");
}
