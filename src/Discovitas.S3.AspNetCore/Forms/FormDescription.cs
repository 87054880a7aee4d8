using System.Reflection;
using Discovitas.S3.AspNetCore.Messages;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>
/// Describes the endpoints for OpenAPI documents: they are plain delegates, from which nothing can be inferred.
/// </summary>
internal static class FormDescription
{
    private const string Tag = "Uploads";
    private const string ProblemType = "application/problem+json";

    private static readonly int[] Problems = [400, 413, 415, 422, 429, 502, 503];

    internal static void DescribeForm(IEndpointConventionBuilder endpoint) => endpoint
        .WithTags(Tag)
        .WithSummary("Stores the files of a form.")
        .WithMetadata(GetMethod(PostForm), new AcceptsMetadata(["multipart/form-data"], typeof(IFormFileCollection)))
        .WithMetadata(Responses(typeof(IReadOnlyList<UploadResponse>)));

    internal static void DescribeBody(IEndpointConventionBuilder endpoint) => endpoint
        .WithTags(Tag)
        .WithSummary("Stores the body as a file with the name in the path.")
        .WithMetadata(GetMethod(PutBody), new AcceptsMetadata(["*/*"], typeof(Stream)))
        .WithMetadata(Responses(typeof(UploadResponse)))
        .WithMetadata(new PathParameter(GetMethod(PutBody).GetParameters()[0]));

    private static object[] Responses(Type stored) =>
    [
        new ProducesResponseTypeMetadata(StatusCodes.Status201Created, stored, ["application/json"]),
        .. Problems.Select(status => new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), [ProblemType])),
    ];

    // An endpoint without a method in its metadata is left out of the document.
    private static MethodInfo GetMethod(Delegate method) => method.Method;

    private static void PostForm()
    {
    }

    private static void PutBody([FromRoute] string fileName) => _ = fileName;

    private sealed class PathParameter(ParameterInfo parameter) : IParameterBindingMetadata
    {
        public string Name => parameter.Name!;

        public bool HasTryParse => false;

        public bool HasBindAsync => false;

        public ParameterInfo ParameterInfo => parameter;

        public bool IsOptional => false;
    }
}
