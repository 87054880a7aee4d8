using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Requests;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// Maps direct uploads in Uppy's protocol: the routes of its Companion server for Uppy 5 and 6, and <c>sign</c> for the
/// <c>signRequest</c> of Uppy 6. One table: the route, its endpoint, and how large a body may be.
/// </summary>
internal static class DirectEndpoints
{
    /// <summary>The start of all routes, which Uppy prescribes.</summary>
    internal const string Root = "/s3/";

    /// <exception cref="InvalidOperationException">Data protection is not registered.</exception>
    internal static void Map(RouteGroupBuilder group, UploadGroup uploads)
    {
        var protection = ((IEndpointRouteBuilder)group).ServiceProvider.GetService<IDataProtectionProvider>()
            ?? throw new InvalidOperationException(
                "MapS3Uploads needs data protection for direct uploads: call services.AddDataProtection() before the "
                + "app is built (AddAntiforgery() and AddAuthentication() do so too), or set AllowDirectUploads to "
                + "false.");
        var time = ((IEndpointRouteBuilder)group).ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System;
        var tokens = new TokenProtector(protection, uploads);
        var places = new UploadPlaces(uploads, time);
        var issuer = new TicketIssuer(uploads, tokens, places);
        var completion = new UploadCompletion(uploads, tokens, issuer, places);
        MapCompanion(group, new CompanionEndpoints(uploads, tokens, issuer, completion));
        Post(group, "verify", completion.VerifyAsync, RequestJson.MaxBytes, "Verifies a direct upload in one request.");
        Post(group, "cancel", completion.CancelAsync, RequestJson.MaxBytes, "Cancels a direct upload in one request.");
        var sign = new SignEndpoint(uploads, tokens, issuer, completion);
        Post(group, "sign", sign.SignAsync, RequestJson.MaxBytes, "Signs a request of Uppy 6.");
        MapSigned(group, new SignedEndpoints(uploads, tokens));
    }

    private static void MapCompanion(RouteGroupBuilder group, CompanionEndpoints companion)
    {
        const string Upload = "multipart/{uploadId}";
        var (small, large) = (RequestJson.MaxBytes, RequestJson.MaxPartsBytes);
        Get(group, "params", companion.ParamsAsync, "Signs a direct upload in one request.");
        Post(group, "multipart", companion.CreateAsync, small, "Starts a direct multipart upload.");
        Get(group, Upload + "/{partNumber}", companion.PartAsync, "Signs the URL of a part.");
        Get(group, Upload + "/batch", companion.BatchAsync, "Signs the URLs of several parts.");
        Get(group, Upload, companion.ListAsync, "Lists the parts that the store has received.");
        Post(group, Upload + "/complete", companion.CompleteAsync, large, "Completes a direct multipart upload.");
        Delete(group, Upload, companion.AbortAsync, "Aborts a direct multipart upload.");
    }

    // Like the store's signed URLs, these need no signed-in user: what they may do was decided, for the user, when they
    // were signed.
    private static void MapSigned(RouteGroupBuilder group, SignedEndpoints signed)
    {
        const string Token = "signed/{token}";
        var large = RequestJson.MaxPartsBytes;
        Post(group, Token, signed.PostAsync, large, "Responds to a signed request.").AllowAnonymous();
        Get(group, Token, signed.ListAsync, "Responds to a signed request to list parts.").AllowAnonymous();
        Delete(group, Token, SignedEndpoints.DeleteAsync, "Responds to a signed request to abort.").AllowAnonymous();
    }

    private static IEndpointConventionBuilder Get(
        RouteGroupBuilder group, string route, Func<HttpContext, Task> endpoint, string summary) =>
        Describe(group.MapGet(Root + route, Wrap(endpoint)), summary);

    private static IEndpointConventionBuilder Post(
        RouteGroupBuilder group, string route, Func<HttpContext, Task> endpoint, long maxBody, string summary) =>
        Describe(group.MapPost(Root + route, Wrap(endpoint)), summary).WithMetadata(new BodyLimit(maxBody));

    private static IEndpointConventionBuilder Delete(
        RouteGroupBuilder group, string route, Func<HttpContext, Task> endpoint, string summary) =>
        Describe(group.MapDelete(Root + route, Wrap(endpoint)), summary);

    private static RequestDelegate Wrap(Func<HttpContext, Task> endpoint) => ProblemGuard.Wrap(http =>
    {
        http.Response.Headers.CacheControl = "no-store";
        return endpoint(http);
    });

    private static IEndpointConventionBuilder Describe(IEndpointConventionBuilder endpoint, string summary) =>
        endpoint.WithSummary(summary).WithTags("Uploads");

    private sealed class BodyLimit(long size) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => size;
    }
}
