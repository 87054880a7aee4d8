using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>What an OpenAPI document says of the endpoints. They are plain delegates, of which nothing can be found out by itself.</summary>
internal static partial class FormDescription
{
    private const string Tag = "Uploads";
    private const string ProblemType = "application/problem+json";

    private static readonly int[] Refusals = [400, 413, 415, 422, 429, 502, 503];

    internal static void DescribeForm(IEndpointConventionBuilder endpoint) => endpoint
        .WithTags(Tag)
        .WithSummary("Stores the files of a form.")
        .WithMetadata(Method(PostForm), new AcceptsMetadata(["multipart/form-data"], typeof(IFormFileCollection)))
        .WithMetadata(Answers(typeof(IReadOnlyList<UploadAnswer>)));

    internal static void DescribeBody(IEndpointConventionBuilder endpoint)
    {
        endpoint
            .WithTags(Tag)
            .WithSummary("Stores the body as a file of the name in the path.")
            .WithMetadata(Method(PutBody), new AcceptsMetadata(["*/*"], typeof(Stream)))
            .WithMetadata(Answers(typeof(UploadAnswer)));
        DescribePath(endpoint, Method(PutBody).GetParameters()[0]);
    }

    // From .NET 9 on the parameters in the path are no longer found in the method.
    static partial void DescribePath(IEndpointConventionBuilder endpoint, ParameterInfo parameter);

    private static object[] Answers(Type stored) =>
    [
        new ProducesResponseTypeMetadata(StatusCodes.Status201Created, stored, ["application/json"]),
        .. Refusals.Select(status => new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), [ProblemType])),
    ];

    // An endpoint without a method in its metadata is left out of the description.
    private static MethodInfo Method(Delegate method) => method.Method;

    private static void PostForm()
    {
    }

    private static void PutBody([FromRoute] string fileName) => _ = fileName;
}
