using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3.AspNetCore.Requests;

/// <summary>Reads JSON bodies of limited size, whatever limit the server has.</summary>
internal static class RequestJson
{
    internal const long MaxBytes = 64 * 1024;

    /// <summary>Enough for 10,000 parts with their ETags, which are about 1 MB.</summary>
    internal const long MaxPartsBytes = 4 * 1024 * 1024;

    /// <exception cref="ProblemException">
    /// The body is too long, not declared as JSON, or not JSON of this form.
    /// </exception>
    internal static async Task<T> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type, long limit = MaxBytes)
        where T : class
    {
        // A page of another site can send a form, but not this content type without a CORS preflight.
        if (!http.Request.HasJsonContentType())
        {
            const string Detail = "The body must be JSON, with the content type application/json.";
            throw new ProblemException(ProblemTable.UnsupportedMediaType, Detail);
        }

        var body = RequestBody.Open(http, limit);
        try
        {
            return await JsonSerializer.DeserializeAsync(body, type, http.RequestAborted).ConfigureAwait(false)
                ?? throw Invalid();
        }
        catch (JsonException)
        {
            throw Invalid();
        }
    }

    private static ProblemException Invalid() =>
        new(ProblemTable.InvalidRequest, "The body is not the JSON that this route accepts.");
}
