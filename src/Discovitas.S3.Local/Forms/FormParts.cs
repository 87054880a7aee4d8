using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.Local.Forms;

/// <summary>
/// Reads the parts of a <c>multipart/form-data</c> body (RFC 7578). Throws MalformedPOSTRequest for any error in it.
/// </summary>
internal sealed class FormParts
{
    private const string FormData = "multipart/form-data";
    private const int MaxBoundaryLength = 70;
    private readonly MultipartReader _reader;

    internal FormParts(HttpRequest http, int maxHeaderLength)
    {
        if (http.ContentType?.StartsWith(FormData, StringComparison.OrdinalIgnoreCase) is not true)
        {
            throw new S3Exception(S3Error.PreconditionFailed, null,
                ("Condition", $"Bucket POST must be of the enclosure-type {FormData}"));
        }

        if (http.ContentLength is null)
        {
            throw new S3Exception(S3Error.MissingContentLength);
        }

        Boundary = MediaTypeHeaderValue.TryParse(http.ContentType, out var type)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? ""
            : "";
        _reader = Boundary.Length is > 0 and <= MaxBoundaryLength
            ? new MultipartReader(Boundary, http.Body) { HeadersLengthLimit = maxHeaderLength }
            : throw new S3Exception(S3Error.MalformedPostRequest);
    }

    internal string Boundary { get; }

    /// <summary>Reads the next part. Returns <see langword="null"/> after the last one.</summary>
    internal async Task<FormPart?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            var section = await _reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false);
            return section is null ? null : FormPart.From(section);
        }
        catch (Exception error) when (IsMalformed(error))
        {
            throw new S3Exception(S3Error.MalformedPostRequest);
        }
    }

    /// <summary>Reads the content of a part.</summary>
    internal static async ValueTask<int> ReadAsync(
        Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (IsMalformed(error))
        {
            throw new S3Exception(S3Error.MalformedPostRequest);
        }
    }

    // Kestrel's own exceptions are IOExceptions too, but they concern the connection.
    private static bool IsMalformed(Exception error) =>
        error is InvalidDataException or (IOException and not BadHttpRequestException);
}
