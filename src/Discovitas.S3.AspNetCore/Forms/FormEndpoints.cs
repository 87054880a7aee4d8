using Discovitas.S3.AspNetCore.Description;
using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Messages;
using Discovitas.S3.AspNetCore.Requests;
using Microsoft.AspNetCore.Http.Metadata;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>Maps uploads through this server: forms with files, and single files as bodies.</summary>
internal static class FormEndpoints
{
    private const string FormRoute = "";
    private const string BodyRoute = $"/{{{BodyUpload.FileName}}}";

    internal static void Map(RouteGroupBuilder group, UploadGroup uploads)
    {
        var form = ProblemGuard.Wrap(http => new FormUpload(http, uploads).RunAsync());
        var body = ProblemGuard.Wrap(http => new BodyUpload(http, uploads).RunAsync());

        // StartCheck finds the group by this metadata.
        var describedForm = group.MapPost(FormRoute, form).WithMetadata(uploads);
        DescribeForm(uploads.Options).AddTo(
            describedForm.WithMetadata(new AcceptsMetadata(["multipart/form-data"])), FormRoute);
        DescribeBody(uploads.Options).AddTo(
            group.MapPut(BodyRoute, body).WithMetadata(new AcceptsMetadata(GetTypes(uploads.Options))), BodyRoute);

        // Requests whose type the endpoints above do not accept are routed here, to be rejected with problem details
        // too.
        group.MapPost(FormRoute, form).ExcludeFromDescription();
        group.MapPut(BodyRoute, body).ExcludeFromDescription();
    }

    private static RouteDescription DescribeForm(S3UploadOptions options) => new()
    {
        Name = "StoreFiles",
        Summary = "Stores the files of a form.",
        Shape = options.MaxFiles == 1 ? RouteShapes.OneFile : RouteShapes.Files,
        Status = StatusCodes.Status201Created,
        Result = typeof(IReadOnlyList<UploadResponse>),
        ResultExample = Examples.StoredFiles,
        Problems = ProblemSets.Form,
        Fields = RouteShapes.GetFields(options.AllowedMetadata),
        IsRepeatable = options.AllowIdempotencyKey,
    };

    private static RouteDescription DescribeBody(S3UploadOptions options) => new()
    {
        Name = "StoreBody",
        Summary = "Stores the body as a file with the name in the path.",
        Shape = RouteShapes.Body,
        Status = StatusCodes.Status201Created,
        Result = typeof(UploadResponse),
        ResultExample = Examples.Stored,
        Problems = ProblemSets.Body,
        IsRepeatable = options.AllowIdempotencyKey,
    };

    // A generated client sends the first one. If any type is accepted, it sends that of unknown bytes.
    private static string[] GetTypes(S3UploadOptions options) =>
        options.AllowedContentTypes.Count == 0 ? ["application/octet-stream"] : [.. options.AllowedContentTypes];
}
