using System.Text;
using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.Local.Forms;

/// <summary>One part of a form.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="FileName">The file's name as the client says it; null where it says none.</param>
/// <param name="HeadLength">The bytes of the part's headers.</param>
/// <param name="Body">The part's content, to be read before the next part is.</param>
internal sealed record FormPart(string Name, string? FileName, int HeadLength, Stream Body)
{
    public bool IsFile { get; private init; }

    public static FormPart Of(MultipartSection section)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } name)
        {
            throw new S3Exception(S3Error.MalformedPostRequest);
        }

        var fileName = disposition.FileName.HasValue ? HeaderUtilities.RemoveQuotes(disposition.FileName).Value : null;
        return new FormPart(name, fileName, HeadOf(section), section.Body)
        {
            // by its name and its disposition, never by a file name: some clients send one with every field
            IsFile = name.Equals("file", StringComparison.OrdinalIgnoreCase)
                && disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static int HeadOf(MultipartSection section) => section.Headers!
        .Sum(header => header.Value.Sum(value => Encoding.UTF8.GetByteCount($"{header.Key}: {value}\r\n"))) + "\r\n".Length;
}
