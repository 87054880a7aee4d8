using System.ComponentModel;
using System.Reflection;
using Discovitas.S3.AspNetCore.Messages;
using Microsoft.AspNetCore.Mvc;

namespace Discovitas.S3.AspNetCore.Description;

/// <summary>
/// The parameters of the routes, as if each were a method. The routes themselves are plain delegates, from which
/// nothing can be inferred.
/// </summary>
internal static class RouteShapes
{
    internal static void OneFile([FromForm] IFormFile file) => _ = file;

    // Not IFormFileCollection, which documents describe as a type of its own that generators do not take for files.
    internal static void Files([FromForm] IReadOnlyList<IFormFile> file) => _ = file;

    internal static void Body(
        [FromRoute, Description("The name of the file.")] string fileName, [FromBody] Stream body) =>
        _ = (fileName, body);

    internal static void Params(
        [FromQuery, Description("The name of the file.")] string filename,
        [FromQuery, Description("The content type of the file.")] string type,
        [FromQuery, Description("The size of the file in bytes.")] long? size = null) => _ = (filename, type, size);

    internal static void Verify([FromBody] VerifyRequest body) => _ = body;

    internal static void Create([FromBody] CreateRequest body) => _ = body;

    internal static void Part(
        [FromRoute, Description("The token of the upload.")] string uploadId,
        [FromRoute, Description("The number of the part, from 1 to 10,000.")] int partNumber,
        [FromQuery, Description("The key of the upload.")] string key) => _ = (uploadId, partNumber, key);

    internal static void Batch(
        [FromRoute, Description("The token of the upload.")] string uploadId,
        [FromQuery, Description("The numbers of the parts, separated by commas.")] string partNumbers,
        [FromQuery, Description("The key of the upload.")] string key) => _ = (uploadId, partNumbers, key);

    internal static void Multipart(
        [FromRoute, Description("The token of the upload.")] string uploadId,
        [FromQuery, Description("The key of the upload.")] string key) => _ = (uploadId, key);

    internal static void Complete(
        [FromRoute, Description("The token of the upload.")] string uploadId,
        [FromQuery, Description("The key of the upload.")] string key,
        [FromBody] CompleteRequest body) => _ = (uploadId, key, body);

    internal static void Sign([FromBody] SignRequest body) => _ = body;

    /// <summary>Returns the fields of a form that hold metadata.</summary>
    internal static IReadOnlyList<DescribedParameter> GetFields(IEnumerable<string> names) =>
        [.. names.Select(name => new DescribedParameter(First(Field), name))];

    /// <summary>Returns the parameters of a query that hold metadata.</summary>
    internal static IReadOnlyList<DescribedParameter> GetQuery(IEnumerable<string> names) =>
        [.. names.Select(name => new DescribedParameter(First(Query), $"metadata[{name}]"))];

    /// <summary>Returns the parameter that makes a request repeatable.</summary>
    internal static DescribedParameter GetIdempotencyKey() => new(First(Repeat));

    private static ParameterInfo First(Delegate shape) => shape.Method.GetParameters()[0];

    /// <summary>Describes a parameter of a route that the app maps the group below.</summary>
    internal static DescribedParameter GetRouteValue(string name) => new(First(Route), name);

    private static void Route([FromRoute] string value) => _ = value;

    private static void Field([FromForm, Description("Metadata that is stored with the file.")] string? value = null) =>
        _ = value;

    private static void Repeat(
        [FromHeader(Name = "Idempotency-Key")]
        [Description("Makes the request repeatable: a new UUID for each upload, and the same when it is sent again.")]
        string? idempotencyKey = null) => _ = idempotencyKey;

    private static void Query(
        [FromQuery, Description("Metadata that is stored with the file.")] string? value = null) => _ = value;
}
