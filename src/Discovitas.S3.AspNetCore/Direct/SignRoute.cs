using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// <c>sign</c>, for the <c>signRequest</c> of Uppy 6. Bytes go straight to the store. What starts, ends or aborts a multipart upload is carried
/// out here and now, where user and rules are known; the URL that is signed only fetches the answer (<see cref="SignedAnswers"/>). A signed
/// CompleteMultipartUpload would let the browser finish what nobody has checked.
/// </summary>
internal sealed class SignRoute(UploadGroup uploads, TokenSeal seal, Grants grants, Finish finish)
{
    // Uppy 6 proposes a UUID, a hyphen and the file's name as the key.
    private const int UuidLength = 36;

    internal async Task SignAsync(HttpContext http)
    {
        var body = await RequestJson.ReadAsync(http, UploadJson.Default.SignBody).ConfigureAwait(false);
        var answer = await (body switch
        {
            { Method: "PUT", UploadId: null } => OneAsync(http, body),
            { Method: "POST", UploadId: null } => StartAsync(http, body),
            { Method: "PUT", PartNumber: { } number } => PartAsync(http, body, number),
            { Method: "POST", UploadId: not null } => CompleteAsync(http, body),
            { Method: "GET", UploadId: not null } => ListAsync(http, body),
            { Method: "DELETE", UploadId: not null } => AbortAsync(http, body),
            _ => throw new RefusedException(ProblemTable.InvalidRequest, "This kind of request is not signed for a browser."),
        }).ConfigureAwait(false);
        await http.Response.WriteAsJsonAsync(answer, UploadJson.Default.SignAnswer, null, http.RequestAborted).ConfigureAwait(false);
    }

    private async Task<SignAnswer> OneAsync(HttpContext http, SignBody body)
    {
        var upload = await grants.OneAsync(http, ClaimsOf(body)).ConfigureAwait(false);
        return new SignAnswer(upload.Url)
        {
            Key = upload.Ticket.Key,
            Fields = upload.Fields.Count == 0 ? null : upload.Fields,
            Headers = upload.Headers.Count == 0 ? null : upload.Headers,
        };
    }

    private async Task<SignAnswer> StartAsync(HttpContext http, SignBody body)
    {
        var (text, _) = await grants.MultipartAsync(http, ClaimsOf(body)).ConfigureAwait(false);
        return AnswerAt(http, text);
    }

    private async Task<SignAnswer> PartAsync(HttpContext http, SignBody body, int number)
    {
        var ticket = Multipart(http, body).Ticket();
        var part = await uploads.S3.Direct.SignPartAsync(ticket, CompanionRoutes.Valid(number), uploads.Options.SignedUrlLifetime, http.RequestAborted).ConfigureAwait(false);
        return new SignAnswer(part.Url);
    }

    private async Task<SignAnswer> CompleteAsync(HttpContext http, SignBody body)
    {
        var token = Multipart(http, body);
        var file = await finish.MultipartAsync(http, token, parts: null).ConfigureAwait(false);
        return AnswerAt(http, seal.Seal(http, token with { Url = file.Url }, uploads.Options.SignedUrlLifetime));
    }

    private Task<SignAnswer> ListAsync(HttpContext http, SignBody body)
    {
        Multipart(http, body);
        return Task.FromResult(AnswerAt(http, body.UploadId!));
    }

    private async Task<SignAnswer> AbortAsync(HttpContext http, SignBody body)
    {
        await uploads.S3.Direct.AbortAsync(Multipart(http, body).Ticket(), http.RequestAborted).ConfigureAwait(false);
        return AnswerAt(http, body.UploadId!);
    }

    // The key that the client repeats is its own proposal, and means nothing: the token names the true one.
    private UploadToken Multipart(HttpContext http, SignBody body)
    {
        var token = seal.Open(http, body.UploadId);
        return token is { UploadId: not null, Url: null } ? token : throw TokenSeal.NotYours();
    }

    private static Claims ClaimsOf(SignBody body)
    {
        var name = body.FileName ?? WithoutUuid(body.Key ?? "");
        return RequestClaims.Of(name, body.ContentType ?? ContentTypes.Of(name), body.Size, body.Metadata);
    }

    private static string WithoutUuid(string key) =>
        key.Length > UuidLength && key[UuidLength] == '-' && Guid.TryParseExact(key[..UuidLength], "D", out _) ? key[(UuidLength + 1)..] : key;

    // Without the host where the page has the same one: proxies before this server may have changed the scheme.
    private static SignAnswer AnswerAt(HttpContext http, string token)
    {
        var request = http.Request;
        var here = $"{request.PathBase}{request.Path}".TrimEnd('/');
        var path = $"{here[..(here.LastIndexOf('/') + 1)]}signed/{token}";
        var origin = request.Headers.Origin.ToString();
        return new SignAnswer(Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority == request.Host.Value
            ? path
            : UriHelper.BuildAbsolute(request.Scheme, request.Host) + path.TrimStart('/'));
    }
}
