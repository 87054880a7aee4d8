using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Messages;
using Discovitas.S3.AspNetCore.Problems;
using Discovitas.S3.AspNetCore.Requests;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// Implements the endpoints of Uppy's Companion. Unlike in Companion, the id of an upload is a token, and what a client
/// repeats is compared with it.
/// </summary>
internal sealed class CompanionEndpoints(
    UploadGroup uploads, TokenProtector tokens, TicketIssuer issuer, UploadCompletion completion)
{
    // Old clients request the URLs of a few parts at a time.
    private const int MaxBatch = 1_000;

    internal async Task ParamsAsync(HttpContext http)
    {
        var requested = RequestedUploadReader.Parse(http.Request.Query);
        var upload = await issuer.IssueAsync(http, requested).ConfigureAwait(false);
        var (request, key) = (upload.Request, upload.Ticket.Key);

        // A PUT has no fields to send, but Uppy 5 gives the page the key only if it is among them.
        var fields = request.Fields.Count > 0 ? request.Fields : new Dictionary<string, string> { ["key"] = key };
        var response = new ParamsResponse(
            request.Method, request.Url, fields, request.Headers, GetSeconds(request), key,
            TicketIssuer.GetTokenOf(upload));
        var json = UploadJson.Default.ParamsResponse;
        await http.Response.WriteAsJsonAsync(response, json, null, http.RequestAborted).ConfigureAwait(false);
    }

    internal async Task CreateAsync(HttpContext http)
    {
        var body = await RequestJson.ReadAsync(http, UploadJson.Default.CreateRequest).ConfigureAwait(false);
        var requested = RequestedUploadReader.Create(body.Filename, body.Type, body.Size, body.Metadata);
        var (text, token) = await issuer.IssueMultipartAsync(http, requested).ConfigureAwait(false);
        var response = new CreateResponse(token.Key, text, uploads.Settings.Bucket!);
        var json = UploadJson.Default.CreateResponse;
        await http.Response.WriteAsJsonAsync(response, json, null, http.RequestAborted).ConfigureAwait(false);
    }

    internal async Task PartAsync(HttpContext http)
    {
        var token = GetToken(http);
        var number = PartNumber.Parse((string?)http.Request.RouteValues["partNumber"]);
        var part = await SignAsync(http, token, number).ConfigureAwait(false);
        var response = new PartUrlResponse(part.Url, GetSeconds(part));
        var json = UploadJson.Default.PartUrlResponse;
        await http.Response.WriteAsJsonAsync(response, json, null, http.RequestAborted).ConfigureAwait(false);
    }

    internal async Task BatchAsync(HttpContext http)
    {
        var token = GetToken(http);
        var numbers = http.Request.Query["partNumbers"].ToString().Split(',').Distinct().ToList();
        if (numbers.Count > MaxBatch)
        {
            throw new ProblemException(
                ProblemTable.InvalidRequest, $"Request the URLs of at most {MaxBatch} parts at once.");
        }

        var urls = new Dictionary<string, string>(numbers.Count);
        foreach (var number in numbers)
        {
            urls[number] = (await SignAsync(http, token, PartNumber.Parse(number)).ConfigureAwait(false)).Url;
        }

        var json = UploadJson.Default.PartUrlsResponse;
        await http.Response
            .WriteAsJsonAsync(new PartUrlsResponse(urls), json, null, http.RequestAborted)
            .ConfigureAwait(false);
    }

    internal async Task ListAsync(HttpContext http)
    {
        var ticket = GetToken(http).ToTicket();
        var parts = await uploads.S3.Direct.ListPartsAsync(ticket, http.RequestAborted).ConfigureAwait(false);
        IReadOnlyList<PartMessage> response =
            [.. parts.Select(part => new PartMessage(part.Number, part.Size, part.ETag))];
        var json = UploadJson.Default.IReadOnlyListPartMessage;
        await http.Response.WriteAsJsonAsync(response, json, null, http.RequestAborted).ConfigureAwait(false);
    }

    internal async Task CompleteAsync(HttpContext http)
    {
        var token = GetToken(http);
        var body = await RequestJson
            .ReadAsync(http, UploadJson.Default.CompleteRequest, RequestJson.MaxPartsBytes)
            .ConfigureAwait(false);
        var parts = GetParts(body.Parts ?? []);
        var file = await completion.CompleteAsync(http, token, parts.Count == 0 ? null : parts).ConfigureAwait(false);
        var response = new CompleteResponse(
            file.Url, file.Key, uploads.Settings.Bucket!, file.Url, file.Size, file.ContentType, token.FileName)
        {
            Image = ImageResponse.From(file.Image),
        };
        var json = UploadJson.Default.CompleteResponse;
        await http.Response.WriteAsJsonAsync(response, json, null, http.RequestAborted).ConfigureAwait(false);
    }

    internal async Task AbortAsync(HttpContext http)
    {
        await completion.AbortAsync(http, GetToken(http)).ConfigureAwait(false);

        // Uppy 5 parses the response as JSON, and fails if it is empty.
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync("{}", http.RequestAborted).ConfigureAwait(false);
    }

    private Task<SignedRequest> SignAsync(HttpContext http, UploadToken token, int number)
    {
        var lifetime = uploads.Options.SignedUrlLifetime;
        return uploads.S3.Direct.SignPartAsync(token.ToTicket(), number, lifetime, http.RequestAborted);
    }

    private UploadToken GetToken(HttpContext http)
    {
        var token = tokens.Unprotect(http, (string?)http.Request.RouteValues["uploadId"]);
        return token.UploadId is not null && http.Request.Query["key"] == token.Key
            ? token
            : throw TokenProtector.NotYours();
    }

    private static List<UploadedPart> GetParts(IReadOnlyList<PartMessage?> parts)
    {
        if (parts.Count > PartNumber.Max || parts.Contains(null))
        {
            var detail = $"The parts must be a list of at most {PartNumber.Max}, each with its number and ETag.";
            throw new ProblemException(ProblemTable.InvalidRequest, detail);
        }

        return parts.Select(part => new UploadedPart { Number = part!.PartNumber, ETag = part.ETag ?? "" }).ToList();
    }

    private static int GetSeconds(SignedRequest request) =>
        Math.Max(1, (int)(request.ExpiresAt - DateTimeOffset.UtcNow).TotalSeconds);
}
