using Microsoft.AspNetCore.Routing;

namespace Discovitas.S3.Direct;

/// <summary>Uploads from a browser to the store itself, in Uppy's protocol.</summary>
internal static class DirectEndpoints
{
    internal static void Map(RouteGroupBuilder group, UploadGroup uploads)
    {
        _ = (group, uploads);
    }
}
