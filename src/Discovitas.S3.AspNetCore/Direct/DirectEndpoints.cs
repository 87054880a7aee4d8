using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// Uploads from a browser to the store itself, in Uppy's protocol: the routes of its Companion server for Uppy 5 and 6, and <c>sign</c> for the
/// <c>signRequest</c> of Uppy 6. One table: which route, who answers, what may come in.
/// </summary>
internal static class DirectEndpoints
{
    /// <summary>What all routes begin with: Uppy fixes it.</summary>
    internal const string Root = "/s3/";

    internal static void Map(RouteGroupBuilder group, UploadGroup uploads, IDataProtectionProvider protection)
    {
        var seal = new TokenSeal(protection, uploads);
        var grants = new Grants(uploads, seal);
        var finish = new Finish(uploads, seal);
        var companion = new CompanionRoutes(uploads, seal, grants, finish);
        var signing = new SignRoute(uploads, seal, grants, finish);
        var answers = new SignedAnswers(uploads, seal);

        Add(group.MapGet(Root + "params", Guarded(companion.ParamsAsync)), "Grants a direct upload in one request");
        Add(group.MapPost(Root + "multipart", Guarded(companion.CreateAsync)), "Starts a direct multipart upload", RequestJson.MaxBytes);
        Add(group.MapGet(Root + "multipart/{uploadId}/{partNumber}", Guarded(companion.PartAsync)), "Signs the URL of a part");
        Add(group.MapGet(Root + "multipart/{uploadId}/batch", Guarded(companion.BatchAsync)), "Signs the URLs of several parts");
        Add(group.MapGet(Root + "multipart/{uploadId}", Guarded(companion.ListAsync)), "Lists the parts that have arrived");
        Add(group.MapPost(Root + "multipart/{uploadId}/complete", Guarded(companion.CompleteAsync)), "Completes a direct multipart upload", RequestJson.MaxPartsBytes);
        Add(group.MapDelete(Root + "multipart/{uploadId}", Guarded(companion.AbortAsync)), "Aborts a direct multipart upload");
        Add(group.MapPost(Root + "verify", Guarded(finish.VerifyAsync)), "Checks a direct upload that was one request", RequestJson.MaxBytes);
        Add(group.MapPost(Root + "sign", Guarded(signing.SignAsync)), "Signs a request of Uppy 6", RequestJson.MaxBytes);

        // Signed URLs like those of the store: what they may do was settled, with the user, when they were signed.
        Add(group.MapPost(Root + "signed/{token}", Guarded(answers.AnswerAsync)), "Answers a signed request", RequestJson.MaxPartsBytes).AllowAnonymous();
        Add(group.MapGet(Root + "signed/{token}", Guarded(answers.ListAsync)), "Answers a signed listing").AllowAnonymous();
        Add(group.MapDelete(Root + "signed/{token}", Guarded(SignedAnswers.Done)), "Answers a signed abort").AllowAnonymous();
    }

    private static RequestDelegate Guarded(Func<HttpContext, Task> endpoint) => ProblemAnswer.Guard(http =>
    {
        http.Response.Headers.CacheControl = "no-store";
        return endpoint(http);
    });

    private static IEndpointConventionBuilder Add(IEndpointConventionBuilder endpoint, string summary, long? maxBody = null)
    {
        endpoint.WithSummary(summary).WithTags("Uploads");
        if (maxBody is { } size)
        {
            endpoint.WithMetadata(new BodyLimit(size));
        }

        return endpoint;
    }

    private sealed class BodyLimit(long size) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => size;
    }
}
