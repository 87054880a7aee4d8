using Discovitas.S3.AspNetCore.Problems;
using Discovitas.S3.AspNetCore.Requests;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>
/// Reads the parts of a form (RFC 7578) one after the other while they are received. Nothing is buffered.
/// </summary>
internal sealed class FormReader
{
    private const string FormType = "multipart/form-data";

    // RFC 2046, section 5.1.1.
    private const int MaxBoundaryLength = 70;

    private const int MaxHeaders = 16;
    private const int MaxHeaderBytes = 16 * 1024;

    // Larger than the framework's 4 KiB, to read what is received at once; below the size of the large object heap.
    private const int BufferSize = 64 * 1024;

    private readonly MultipartReader _reader;

    private FormReader(string boundary, Stream body) => _reader = new MultipartReader(boundary, body, BufferSize)
    {
        HeadersCountLimit = MaxHeaders,
        HeadersLengthLimit = MaxHeaderBytes,
    };

    /// <exception cref="ProblemException">The request is not a form, or is encoded.</exception>
    /// <exception cref="InvalidOperationException">The app has read the form already.</exception>
    internal static FormReader Open(HttpRequest request, Stream body)
    {
        if (request.HttpContext.Features.Get<IFormFeature>()?.Form is not null)
        {
            throw new InvalidOperationException(
                "A middleware has read the form before MapS3Uploads, so nothing is left to stream: it uses "
                + "Request.Form, or it is UseAntiforgery with a token in a field. Remove it, or "
                + "send the token in its header.");
        }

        ContentEncoding.RequireNone(request);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(FormType, StringComparison.OrdinalIgnoreCase))
        {
            const string Detail = $"Send the files as {FormType}.";
            throw new ProblemException(ProblemTable.UnsupportedMediaType, Detail) { Limit = FormType };
        }

        var boundaries = type.Parameters
            .Where(parameter => parameter.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))
            .ToList();
        var boundary = boundaries.Count == 1
            ? HeaderUtilities.RemoveQuotes(boundaries[0].Value)
            : StringSegment.Empty;
        return boundary.Length is > 0 and <= MaxBoundaryLength
            ? new FormReader(boundary.ToString(), body)
            : throw Malformed($"It needs one boundary of 1 to {MaxBoundaryLength} characters.");
    }

    /// <summary>Reads the next part, and skips what is left of the one before.</summary>
    /// <returns>The part, or null after the final boundary.</returns>
    internal async Task<FormPart?> ReadPartAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section
                ? FormPart.From(section)
                : null;
        }
        catch (Exception failure) when (IsMalformed(failure))
        {
            throw Malformed("A part does not follow RFC 7578, or the form ends before its final boundary.", failure);
        }
    }

    /// <summary>Returns whether the reader failed because the bytes are not a form, or end too early.</summary>
    internal static bool IsMalformed(Exception failure) =>
        failure is InvalidDataException or (IOException and not BadHttpRequestException);

    internal static ProblemException Malformed(string why, Exception? innerException = null) =>
        new(ProblemTable.MalformedForm, $"The form cannot be read. {why}", innerException);
}
