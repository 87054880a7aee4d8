using Discovitas.S3.AspNetCore.Description;
using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Requests;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// Maps direct uploads in Uppy's protocol: the routes of its Companion server for Uppy 5 and 6, and <c>sign</c> for the
/// <c>signRequest</c> of Uppy 6. One table: the route, its endpoint, how large a body may be, and its description.
/// </summary>
internal sealed class DirectEndpoints
{
    /// <summary>The start of all routes, which Uppy prescribes.</summary>
    internal const string Root = "/s3/";

    private readonly RouteGroupBuilder _group;

    private DirectEndpoints(RouteGroupBuilder group) => _group = group;

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
        var sign = new SignEndpoint(uploads, tokens, issuer, completion);
        var endpoints = new DirectEndpoints(group);
        endpoints.MapCompanion(new CompanionEndpoints(uploads, tokens, issuer, completion), uploads);
        endpoints.Post("verify", completion.VerifyAsync, RequestJson.MaxBytes, DirectDescriptions.Verify);
        endpoints.Post("cancel", completion.CancelAsync, RequestJson.MaxBytes, DirectDescriptions.Cancel);
        endpoints.Post("sign", sign.SignAsync, RequestJson.MaxBytes, DirectDescriptions.Sign);
        endpoints.MapSigned(new SignedEndpoints(uploads, tokens));
    }

    private void MapCompanion(CompanionEndpoints companion, UploadGroup uploads)
    {
        const string Upload = "multipart/{uploadId}";
        var (small, large) = (RequestJson.MaxBytes, RequestJson.MaxPartsBytes);
        Get("params", companion.ParamsAsync, DirectDescriptions.GetParams(uploads.Options.AllowedMetadata));
        Post("multipart", companion.CreateAsync, small, DirectDescriptions.Create);
        Get(Upload + "/{partNumber}", companion.PartAsync, DirectDescriptions.Part);
        Get(Upload + "/batch", companion.BatchAsync, DirectDescriptions.Batch);
        Get(Upload, companion.ListAsync, DirectDescriptions.List);
        Post(Upload + "/complete", companion.CompleteAsync, large, DirectDescriptions.Complete);
        Delete(Upload, companion.AbortAsync, DirectDescriptions.Abort);
    }

    // Like the store's signed URLs, these need no signed-in user: what they may do was decided, for the user, when they
    // were signed. They are not described, since a client has their URLs from "sign".
    private void MapSigned(SignedEndpoints signed)
    {
        const string Token = "signed/{token}";
        Post(Token, signed.PostAsync, RequestJson.MaxPartsBytes).AllowAnonymous();
        Get(Token, signed.ListAsync).AllowAnonymous();
        Delete(Token, SignedEndpoints.DeleteAsync).AllowAnonymous();
    }

    private IEndpointConventionBuilder Get(
        string route, Func<HttpContext, Task> endpoint, RouteDescription? description = null) =>
        Describe(_group.MapGet(Root + route, Wrap(endpoint)), route, description);

    private IEndpointConventionBuilder Post(
        string route, Func<HttpContext, Task> endpoint, long maxBody, RouteDescription? description = null) =>
        Describe(_group.MapPost(Root + route, Wrap(endpoint)), route, description).WithMetadata(new BodyLimit(maxBody));

    private IEndpointConventionBuilder Delete(
        string route, Func<HttpContext, Task> endpoint, RouteDescription? description = null) =>
        Describe(_group.MapDelete(Root + route, Wrap(endpoint)), route, description);

    private static IEndpointConventionBuilder Describe(
        IEndpointConventionBuilder endpoint, string route, RouteDescription? description)
    {
        description?.AddTo(endpoint, Root + route);
        return endpoint;
    }

    private static RequestDelegate Wrap(Func<HttpContext, Task> endpoint) => ProblemGuard.Wrap(http =>
    {
        http.Response.Headers.CacheControl = "no-store";
        return endpoint(http);
    });

    private sealed class BodyLimit(long size) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => size;
    }
}
