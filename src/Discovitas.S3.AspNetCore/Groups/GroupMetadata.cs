using Discovitas.S3.AspNetCore.Description;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OutputCaching;

namespace Discovitas.S3.AspNetCore.Groups;

/// <summary>Adds what holds for every route of a group, whatever the app applies to the group or to itself.</summary>
internal static class GroupMetadata
{
    internal static void Add(RouteGroupBuilder group)
    {
        // Clients are scripts: an expired login must be 401, not a redirect to a page. AllowCookieRedirect() overrides.
        group.DisableCookieRedirect();

        // A page of the app for status codes would answer in place of a 401, 403 or 429 without a body.
        group.WithMetadata(new NoStatusCodePages());

        // Responses hold signed URLs. Output caching does not look at their Cache-Control. Added last, after what the
        // app adds to the group.
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            endpoint.Metadata.Add(new OutputCacheAttribute { NoStore = true });
            OperationIds.Complete(endpoint);
        });
    }

    private sealed class NoStatusCodePages : ISkipStatusCodePagesMetadata;
}
