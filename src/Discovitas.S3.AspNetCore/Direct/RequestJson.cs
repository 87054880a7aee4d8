using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Discovitas.S3.Problems;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Direct;

/// <summary>Reads JSON bodies.</summary>
internal static class RequestJson
{
    /// <exception cref="RefusedException">It is no JSON of this form, or not declared as JSON.</exception>
    internal static async Task<T> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class
    {
        // Other sites cannot send this type without being asked first (CORS), but could send a form.
        if (!http.Request.HasJsonContentType())
        {
            throw new RefusedException(ProblemTable.UnsupportedMediaType, "The body must be JSON, with the content type application/json.");
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, type, http.RequestAborted).ConfigureAwait(false) ?? throw Invalid();
        }
        catch (JsonException)
        {
            throw Invalid();
        }
    }

    private static RefusedException Invalid() => new(ProblemTable.InvalidRequest, "The body is not the JSON that this route takes.");
}
