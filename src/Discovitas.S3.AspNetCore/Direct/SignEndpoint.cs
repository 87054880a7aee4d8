using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Messages;
using Discovitas.S3.AspNetCore.Problems;
using Discovitas.S3.AspNetCore.Requests;
using Microsoft.AspNetCore.Http.Extensions;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// Implements <c>sign</c>, for the <c>signRequest</c> of Uppy 6. Clients send bytes directly to the store. Multipart
/// uploads are started, completed and aborted here, where user and rules are known; the signed URL only fetches the
/// result (<see cref="SignedEndpoints"/>). With a signed CompleteMultipartUpload the browser could complete unverified
/// files.
/// </summary>
internal sealed class SignEndpoint(
    UploadGroup uploads, TokenProtector tokens, TicketIssuer issuer, UploadCompletion completion)
{
    // Uppy 6 proposes a UUID, a hyphen and the file's name as the key.
    private const int UuidLength = 36;

    internal async Task SignAsync(HttpContext http)
    {
        var body = await RequestJson.ReadAsync(http, UploadJson.Default.SignRequest).ConfigureAwait(false);
        var response = await (body switch
        {
            { Method: "PUT", UploadId: null } => CreateAsync(http, body),
            { Method: "POST", UploadId: null } => StartAsync(http, body),
            { Method: "PUT", PartNumber: { } number } => SignPartAsync(http, body, number),
            { Method: "POST", UploadId: not null } => CompleteAsync(http, body),
            { Method: "GET", UploadId: not null } => ListAsync(http, body),
            { Method: "DELETE", UploadId: not null } => AbortAsync(http, body),
            _ => throw new ProblemException(
                ProblemTable.InvalidRequest, "This kind of request is not signed for browsers."),
        }).ConfigureAwait(false);
        var json = UploadJson.Default.SignResponse;
        await http.Response.WriteAsJsonAsync(response, json, null, http.RequestAborted).ConfigureAwait(false);
    }

    private async Task<SignResponse> CreateAsync(HttpContext http, SignRequest body)
    {
        var upload = await issuer.IssueAsync(http, GetRequested(body)).ConfigureAwait(false);
        var request = upload.Request;
        return new SignResponse(request.Url)
        {
            Key = upload.Ticket.Key,
            Fields = request.Fields.Count == 0 ? null : request.Fields,
            Headers = request.Headers.Count == 0 ? null : request.Headers,
        };
    }

    private async Task<SignResponse> StartAsync(HttpContext http, SignRequest body)
    {
        var (text, _) = await issuer.IssueMultipartAsync(http, GetRequested(body)).ConfigureAwait(false);
        return GetResponseAt(http, text);
    }

    private async Task<SignResponse> SignPartAsync(HttpContext http, SignRequest body, int number)
    {
        var ticket = GetToken(http, body).ToTicket();
        var lifetime = uploads.Options.SignedUrlLifetime;
        var part = await uploads.S3.Direct
            .SignPartAsync(ticket, PartNumber.Require(number), lifetime, http.RequestAborted)
            .ConfigureAwait(false);
        return new SignResponse(part.Url);
    }

    private async Task<SignResponse> CompleteAsync(HttpContext http, SignRequest body)
    {
        var token = GetToken(http, body);
        var file = await completion.CompleteAsync(http, token, parts: null).ConfigureAwait(false);
        var lifetime = uploads.Options.SignedUrlLifetime;
        return GetResponseAt(http, tokens.Protect(http, token with { Url = file.Url }, lifetime));
    }

    private Task<SignResponse> ListAsync(HttpContext http, SignRequest body)
    {
        GetToken(http, body);
        return Task.FromResult(GetResponseAt(http, body.UploadId!));
    }

    private async Task<SignResponse> AbortAsync(HttpContext http, SignRequest body)
    {
        await completion.AbortAsync(http, GetToken(http, body)).ConfigureAwait(false);
        return GetResponseAt(http, body.UploadId!);
    }

    // The key that the client repeats is its own proposal and is ignored: the token has the actual key.
    private UploadToken GetToken(HttpContext http, SignRequest body)
    {
        var token = tokens.Unprotect(http, body.UploadId);
        return token is { UploadId: not null, Url: null } ? token : throw TokenProtector.NotYours();
    }

    private static RequestedUpload GetRequested(SignRequest body)
    {
        var name = body.FileName ?? WithoutUuid(body.Key ?? "");
        var type = body.ContentType ?? ContentTypes.FromName(name);
        return RequestedUploadReader.Create(name, type, body.Size, body.Metadata);
    }

    private static string WithoutUuid(string key) =>
        key.Length > UuidLength && key[UuidLength] == '-' && Guid.TryParseExact(key[..UuidLength], "D", out _)
            ? key[(UuidLength + 1)..]
            : key;

    // Without scheme and host if the page has the same host: a proxy in front of this server may have changed the
    // scheme.
    private static SignResponse GetResponseAt(HttpContext http, string token)
    {
        var request = http.Request;
        var here = $"{request.PathBase}{request.Path}".TrimEnd('/');
        var path = $"{here[..(here.LastIndexOf('/') + 1)]}signed/{token}";
        var origin = request.Headers.Origin.ToString();
        var isSameHost = Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority == request.Host.Value;
        return new SignResponse(isSameHost
            ? path
            : UriHelper.BuildAbsolute(request.Scheme, request.Host) + path.TrimStart('/'));
    }
}
