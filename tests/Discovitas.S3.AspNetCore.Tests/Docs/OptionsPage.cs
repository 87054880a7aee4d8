using System.Security.Claims;
using Microsoft.AspNetCore.Builder;

namespace Discovitas.S3.AspNetCore.Tests.Docs;

/// <summary>The C# of docs/options.md.</summary>
internal static class OptionsPage
{
    internal static void Configuration(WebApplicationBuilder builder, WebApplication app)
    {
        app.MapS3Uploads("/avatars", builder.Configuration.GetSection("Uploads:Avatars"), options =>
            options.Folder = http => http.User.FindFirstValue(ClaimTypes.NameIdentifier));
    }
}
