using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>One part of a form: a field, or a file where it has a file name.</summary>
/// <param name="Disposition">Its names.</param>
/// <param name="ContentType">The type that is claimed.</param>
/// <param name="Bytes">What it holds, until the next part is asked for.</param>
internal sealed record FormPart(PartDisposition Disposition, string ContentType, FormPartStream Bytes)
{
    /// <exception cref="Problems.RefusedException">A header is missing, doubled, or asks for a decoding.</exception>
    internal static FormPart Of(MultipartSection section)
    {
        var disposition = PartDisposition.Parse(Header(section, HeaderNames.ContentDisposition));

        // RFC 7578, section 4.7: deprecated. Nothing sends it, so nothing is decoded; the three below are no encodings.
        if (Header(section, "Content-Transfer-Encoding").ToLowerInvariant() is not ("" or "binary" or "8bit" or "7bit"))
        {
            throw FormParts.Malformed("A part has a Content-Transfer-Encoding. Send the bytes as they are.");
        }

        var type = Header(section, HeaderNames.ContentType);
        return new FormPart(disposition, type.Length == 0 ? UploadGroup.UnknownType : type, new FormPartStream(section.Body));
    }

    /// <summary>Whether this is what a browser sends for a file input in which nothing was chosen.</summary>
    internal async ValueTask<bool> IsEmptyInputAsync(CancellationToken cancellationToken) =>
        Disposition.FileName is "" && !await Bytes.HasBytesAsync(cancellationToken).ConfigureAwait(false);

    // Of two headers each reader would believe another.
    private static string Header(MultipartSection section, string name) =>
        section.Headers is null || !section.Headers.TryGetValue(name, out var values) || StringValues.IsNullOrEmpty(values) ? ""
        : values.Count == 1 ? values[0]!
        : throw FormParts.Malformed($"A part has more than one {name}.");
}
