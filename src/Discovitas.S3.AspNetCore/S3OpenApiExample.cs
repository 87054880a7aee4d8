namespace Discovitas.S3;

/// <summary>
/// Represents an example of a request or a response, as metadata of a route of <c>MapS3Uploads</c>. ASP.NET Core's own
/// metadata has no place for examples: a transformer of the app copies them to its OpenAPI document.
/// </summary>
public sealed class S3OpenApiExample
{
    internal S3OpenApiExample(int? statusCode, string contentType, string json)
    {
        StatusCode = statusCode;
        ContentType = contentType;
        Json = json;
    }

    /// <summary>Gets the status of the response, or null for an example of the request's body.</summary>
    public int? StatusCode { get; }

    /// <summary>Gets the content type, for instance <c>application/json</c>.</summary>
    public string ContentType { get; }

    /// <summary>Gets the example as JSON.</summary>
    public string Json { get; }
}
