using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Requests;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>Maps uploads through this server: forms with files, and single files as bodies.</summary>
internal static class FormEndpoints
{
    internal static void Map(RouteGroupBuilder group, UploadGroup uploads)
    {
        var form = ProblemGuard.Wrap(http => new FormUpload(http, uploads).RunAsync());
        var body = ProblemGuard.Wrap(http => new BodyUpload(http, uploads).RunAsync());

        // StartCheck finds the group by this metadata.
        FormDescription.DescribeForm(group.MapPost("", form).WithMetadata(uploads));
        FormDescription.DescribeBody(group.MapPut($"/{{{BodyUpload.FileName}}}", body));

        // Requests whose type the endpoint above does not accept are routed here, to be rejected with problem details
        // too.
        group.MapPost("", form).ExcludeFromDescription();
    }
}
