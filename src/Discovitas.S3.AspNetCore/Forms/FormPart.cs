using System.Net.Mime;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>One part of a form: a file if it has a file name, else a field.</summary>
/// <param name="Disposition">The names of the field and the file.</param>
/// <param name="ContentType">The content type that the sender states.</param>
/// <param name="Content">The bytes, readable until the next part is read.</param>
internal sealed record FormPart(PartDisposition Disposition, string ContentType, FormPartStream Content)
{
    /// <exception cref="Problems.ProblemException">A header is missing, repeated, or requires decoding.</exception>
    internal static FormPart From(MultipartSection section)
    {
        var disposition = PartDisposition.Parse(GetHeader(section, HeaderNames.ContentDisposition));

        // Deprecated by RFC 7578, section 4.7, and not sent by clients, so nothing is decoded. These three mean no
        // encoding.
        var encoding = GetHeader(section, "Content-Transfer-Encoding").ToLowerInvariant();
        if (encoding is not ("" or "binary" or "8bit" or "7bit"))
        {
            throw FormReader.Malformed("A part has a Content-Transfer-Encoding. Send the bytes as they are.");
        }

        var type = GetHeader(section, HeaderNames.ContentType);
        return new FormPart(
            disposition,
            type.Length == 0 ? MediaTypeNames.Application.Octet : type,
            new FormPartStream(section.Body));
    }

    /// <summary>Returns whether this is what a browser sends for a file input in which no file was chosen.</summary>
    internal async ValueTask<bool> IsEmptyInputAsync(CancellationToken cancellationToken) =>
        Disposition.FileName is "" && !await Content.HasContentAsync(cancellationToken).ConfigureAwait(false);

    // Two headers of one name could be read differently by two readers.
    private static string GetHeader(MultipartSection section, string name) =>
        section.Headers is null
        || !section.Headers.TryGetValue(name, out var values)
        || StringValues.IsNullOrEmpty(values) ? ""
        : values.Count == 1 ? values[0]!
        : throw FormReader.Malformed($"A part has more than one {name}.");
}
