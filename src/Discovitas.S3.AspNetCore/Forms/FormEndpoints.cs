using Microsoft.AspNetCore.Routing;

namespace Discovitas.S3.Forms;

/// <summary>Uploads through this server: a form with files, or one file as the body.</summary>
internal static class FormEndpoints
{
    internal static void Map(RouteGroupBuilder group, UploadGroup uploads)
    {
        _ = (group, uploads);
    }
}
