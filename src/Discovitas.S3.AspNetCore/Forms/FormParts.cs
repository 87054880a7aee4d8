using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>The parts of a form (RFC 7578), one after the other as they come in, nothing of them held.</summary>
internal sealed class FormParts
{
    // RFC 2046, section 5.1.1.
    private const int MaxBoundaryLength = 70;

    private const int MaxHeaders = 16;
    private const int MaxHeaderBytes = 16 * 1024;

    // As much as comes at once, and not the framework's 4 KiB a time; below what the garbage collector keeps apart as large.
    private const int BufferSize = 64 * 1024;

    private readonly MultipartReader _reader;

    private FormParts(string boundary, Stream body) =>
        _reader = new MultipartReader(boundary, body, BufferSize) { HeadersCountLimit = MaxHeaders, HeadersLengthLimit = MaxHeaderBytes };

    /// <exception cref="RefusedException">The request is no form, or is encoded.</exception>
    /// <exception cref="InvalidOperationException">The app has read the form already.</exception>
    internal static FormParts Open(HttpRequest request, Stream body)
    {
        if (request.HttpContext.Features.Get<IFormFeature>()?.Form is not null)
        {
            throw new InvalidOperationException(
                "Something in front of MapS3Uploads has read the form, so that nothing is left to be streamed: a middleware that looks into Request.Form, or UseAntiforgery with a token in a field. Take that away, or send the token in its header.");
        }

        ContentEncoding.RequireNone(request);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException(ProblemTable.UnsupportedMediaType, "Send the files as multipart/form-data.") { Limit = "multipart/form-data" };
        }

        var boundaries = type.Parameters.Where(parameter => parameter.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase)).ToList();
        var boundary = boundaries.Count == 1 ? HeaderUtilities.RemoveQuotes(boundaries[0].Value) : StringSegment.Empty;
        return boundary.Length is > 0 and <= MaxBoundaryLength
            ? new FormParts(boundary.ToString(), body)
            : throw Malformed($"It needs one boundary of 1 to {MaxBoundaryLength} characters.");
    }

    /// <returns>The next part, what was left of the one before skipped; null after the final boundary.</returns>
    internal async Task<FormPart?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section ? FormPart.Of(section) : null;
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            throw Malformed("A part of it is not as RFC 7578 has it, or it ends before its final boundary.", broken);
        }
    }

    /// <summary>Whether a failure is the reader's own: bytes that make no form, or end too early.</summary>
    internal static bool IsBroken(Exception failure) => failure is InvalidDataException or (IOException and not BadHttpRequestException);

    internal static RefusedException Malformed(string why, Exception? broken = null) => new(ProblemTable.MalformedForm, $"The form cannot be read. {why}", broken);
}
