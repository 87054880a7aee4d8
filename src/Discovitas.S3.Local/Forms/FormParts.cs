using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.Local.Forms;

/// <summary>The parts of a <c>multipart/form-data</c> body (RFC 7578), one after the other. Whatever is wrong with it is S3's MalformedPOSTRequest.</summary>
internal sealed class FormParts
{
    private const string FormData = "multipart/form-data";
    private const int LongestBoundary = 70;
    private readonly MultipartReader _reader;

    public FormParts(HttpRequest http, int longestHead)
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

        Boundary = MediaTypeHeaderValue.TryParse(http.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? "" : "";
        _reader = Boundary.Length is > 0 and <= LongestBoundary
            ? new MultipartReader(Boundary, http.Body) { HeadersLengthLimit = longestHead }
            : throw new S3Exception(S3Error.MalformedPostRequest);
    }

    public string Boundary { get; }

    /// <summary>The next part; null after the last.</summary>
    public async Task<FormPart?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section ? FormPart.Of(section) : null;
        }
        catch (Exception error) when (IsMalformed(error))
        {
            throw new S3Exception(S3Error.MalformedPostRequest);
        }
    }

    /// <summary>Reads the content of a part that this has given.</summary>
    public static async ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
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

    // Kestrel's own are IOExceptions too, but about the connection
    private static bool IsMalformed(Exception error) => error is InvalidDataException or (IOException and not BadHttpRequestException);
}
