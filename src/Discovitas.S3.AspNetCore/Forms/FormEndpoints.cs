using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>Uploads through this server: a form with files, or one file as the body.</summary>
internal static class FormEndpoints
{
    internal static void Map(RouteGroupBuilder group, UploadGroup uploads)
    {
        var form = ProblemAnswer.Guard(http => new FormUpload(http, uploads).RunAsync());
        var body = ProblemAnswer.Guard(http => new BodyUpload(http, uploads).RunAsync());
        FormDescription.DescribeForm(group.MapPost("", form));
        FormDescription.DescribeBody(group.MapPut($"/{{{BodyUpload.FileName}}}", body));

        // Routing sends here what is not of the type described above, so that it too is answered with problem details.
        group.MapPost("", form).ExcludeFromDescription();
    }
}
