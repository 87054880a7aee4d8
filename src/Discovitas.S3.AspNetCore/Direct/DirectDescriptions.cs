using Discovitas.S3.AspNetCore.Description;
using Discovitas.S3.AspNetCore.Messages;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>Describes the routes of direct uploads.</summary>
internal static class DirectDescriptions
{
    internal static readonly RouteDescription Verify = new()
    {
        Name = "VerifyUpload",
        Summary = "Verifies a direct upload in one request, once the store has its bytes.",
        Shape = RouteShapes.Verify,
        Result = typeof(UploadResponse),
        Problems = ProblemSets.End,
        RequestExample = Examples.Verify,
        ResultExample = Examples.Stored,
    };

    internal static readonly RouteDescription Cancel = new()
    {
        Name = "CancelUpload",
        Summary = "Cancels a direct upload in one request, and removes what was sent.",
        Shape = RouteShapes.Verify,
        Problems = ProblemSets.Abort,
        RequestExample = Examples.Verify,
    };

    internal static readonly RouteDescription Create = new()
    {
        Name = "StartMultipart",
        Summary = "Starts a direct upload in parts.",
        Shape = RouteShapes.Create,
        Result = typeof(CreateResponse),
        Problems = ProblemSets.Start,
        RequestExample = Examples.Create,
        ResultExample = Examples.Created,
    };

    internal static readonly RouteDescription Part = new()
    {
        Name = "SignPart",
        Summary = "Signs the URL to which the client sends a part with PUT.",
        Shape = RouteShapes.Part,
        Result = typeof(PartUrlResponse),
        Problems = ProblemSets.Parts,
        ResultExample = Examples.Part,
    };

    internal static readonly RouteDescription Batch = new()
    {
        Name = "SignParts",
        Summary = "Signs the URLs of several parts.",
        Shape = RouteShapes.Batch,
        Result = typeof(PartUrlsResponse),
        Problems = ProblemSets.Parts,
        ResultExample = Examples.Batch,
    };

    internal static readonly RouteDescription List = new()
    {
        Name = "ListParts",
        Summary = "Lists the parts that the store has received.",
        Shape = RouteShapes.Multipart,
        Result = typeof(IReadOnlyList<PartMessage>),
        Problems = ProblemSets.Parts,
        ResultExample = Examples.Parts,
    };

    internal static readonly RouteDescription Complete = new()
    {
        Name = "CompleteMultipart",
        Summary = "Completes a direct upload in parts, and verifies it.",
        Shape = RouteShapes.Complete,
        Result = typeof(CompleteResponse),
        Problems = ProblemSets.End,
        RequestExample = Examples.Complete,
        ResultExample = Examples.Completed,
    };

    internal static readonly RouteDescription Abort = new()
    {
        Name = "AbortMultipart",
        Summary = "Aborts a direct upload in parts.",
        Shape = RouteShapes.Multipart,
        Problems = ProblemSets.Abort,
    };

    internal static readonly RouteDescription Sign = new()
    {
        Name = "Sign",
        Summary = "Signs a request of Uppy 6.",
        Shape = RouteShapes.Sign,
        Result = typeof(SignResponse),
        Problems = ProblemSets.Sign,
        RequestExample = Examples.Sign,
        ResultExample = Examples.Signed,
    };

    internal static RouteDescription GetParams(IEnumerable<string> metadata) => new()
    {
        Name = "SignUpload",
        Summary = "Signs a direct upload in one request.",
        Shape = RouteShapes.Params,
        Result = typeof(ParamsResponse),
        Problems = ProblemSets.Start,
        Query = RouteShapes.GetQuery(metadata),
        ResultExample = Examples.Params,
    };
}
