using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Discovitas.S3.AspNetCore.Forms;
using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>Reads JSON bodies, bounded whatever the server does.</summary>
internal static class RequestJson
{
    internal const long MaxBytes = 64 * 1024;

    /// <summary>10,000 parts with their ETags are about 1 MB.</summary>
    internal const long MaxPartsBytes = 4 * 1024 * 1024;

    /// <exception cref="RefusedException">It is no JSON of this form, not declared as JSON, or too long.</exception>
    internal static async Task<T> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type, long limit = MaxBytes)
        where T : class
    {
        // Other sites cannot send this type without being asked first (CORS), but could send a form.
        if (!http.Request.HasJsonContentType())
        {
            throw new RefusedException(ProblemTable.UnsupportedMediaType, "The body must be JSON, with the content type application/json.");
        }

        var body = RequestBody.Open(http, limit);
        try
        {
            return await JsonSerializer.DeserializeAsync(body, type, http.RequestAborted).ConfigureAwait(false) ?? throw Invalid();
        }
        catch (JsonException)
        {
            throw Invalid();
        }
    }

    private static RefusedException Invalid() => new(ProblemTable.InvalidRequest, "The body is not the JSON that this route takes.");
}
