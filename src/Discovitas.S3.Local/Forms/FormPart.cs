using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.Local.Forms;

/// <summary>A part of a form.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="FileName">The name of the file; <see langword="null"/> if the part has none.</param>
/// <param name="HeaderLength">The length of the part's headers in bytes.</param>
/// <param name="Body">The content, to be read before the next part.</param>
internal sealed record FormPart(string Name, string? FileName, int HeaderLength, Stream Body)
{
    internal bool IsFile { get; private init; }

    internal static FormPart From(MultipartSection section)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } name)
        {
            throw new S3Exception(S3Error.MalformedPostRequest);
        }

        var fileName = disposition.FileName.HasValue
            ? HeaderUtilities.RemoveQuotes(disposition.FileName).Value
            : null;
        return new FormPart(name, fileName, GetHeaderLength(section), section.Body)
        {
            // Decided by name and disposition, never by the file name, which some clients send with every field.
            IsFile = name.Equals("file", StringComparison.OrdinalIgnoreCase)
                && disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static int GetHeaderLength(MultipartSection section) => section.Headers!
        .Sum(header => header.Value.Sum(value => Encoding.UTF8.GetByteCount($"{header.Key}: {value}\r\n")))
        + "\r\n".Length;
}
