using System.Globalization;
using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// The routes of Uppy's Companion, with what it leaves open closed: the upload's id is a sealed token, and whatever a client repeats is
/// compared with it.
/// </summary>
internal sealed class CompanionRoutes(UploadGroup uploads, TokenSeal seal, Grants grants, Finish finish)
{
    private const int MaxParts = 10_000;

    // Old clients ask for a few at a time.
    private const int MaxBatch = 1_000;

    internal async Task ParamsAsync(HttpContext http)
    {
        var upload = await grants.OneAsync(http, RequestClaims.OfQuery(http.Request.Query)).ConfigureAwait(false);

        // A PUT has no fields to send, but Uppy 5 tells the page the key that it finds there, and no other.
        var fields = upload.Fields.Count > 0 ? upload.Fields : new Dictionary<string, string> { ["key"] = upload.Ticket.Key };
        var answer = new ParamsAnswer(upload.Method, upload.Url, fields, upload.Headers, Seconds(upload), upload.Ticket.Key);
        await http.Response.WriteAsJsonAsync(answer, UploadJson.Default.ParamsAnswer, null, http.RequestAborted).ConfigureAwait(false);
    }

    internal async Task CreateAsync(HttpContext http)
    {
        var body = await RequestJson.ReadAsync(http, UploadJson.Default.CreateBody).ConfigureAwait(false);
        var (text, token) = await grants.MultipartAsync(http, RequestClaims.Of(body.Filename, body.Type, body.Size, body.Metadata)).ConfigureAwait(false);
        var answer = new CreateAnswer(token.Key, text, uploads.Settings.Bucket!);
        await http.Response.WriteAsJsonAsync(answer, UploadJson.Default.CreateAnswer, null, http.RequestAborted).ConfigureAwait(false);
    }

    internal async Task PartAsync(HttpContext http)
    {
        var part = await SignAsync(http, Multipart(http), Number((string?)http.Request.RouteValues["partNumber"])).ConfigureAwait(false);
        await http.Response.WriteAsJsonAsync(new PartAnswer(part.Url, Seconds(part)), UploadJson.Default.PartAnswer, null, http.RequestAborted).ConfigureAwait(false);
    }

    internal async Task BatchAsync(HttpContext http)
    {
        var token = Multipart(http);
        var numbers = http.Request.Query["partNumbers"].ToString().Split(',').Distinct().ToList();
        if (numbers.Count > MaxBatch)
        {
            throw new RefusedException(ProblemTable.InvalidRequest, $"URLs of at most {MaxBatch} parts can be asked for at once.");
        }

        var urls = new Dictionary<string, string>(numbers.Count);
        foreach (var number in numbers)
        {
            urls[number] = (await SignAsync(http, token, Number(number)).ConfigureAwait(false)).Url;
        }

        await http.Response.WriteAsJsonAsync(new BatchAnswer(urls), UploadJson.Default.BatchAnswer, null, http.RequestAborted).ConfigureAwait(false);
    }

    internal async Task ListAsync(HttpContext http)
    {
        var parts = await uploads.S3.Direct.ListPartsAsync(Multipart(http).Ticket(), http.RequestAborted).ConfigureAwait(false);
        IReadOnlyList<PartBody> answer = [.. parts.Select(part => new PartBody(part.Number, part.Size, part.ETag))];
        await http.Response.WriteAsJsonAsync(answer, UploadJson.Default.IReadOnlyListPartBody, null, http.RequestAborted).ConfigureAwait(false);
    }

    internal async Task CompleteAsync(HttpContext http)
    {
        var token = Multipart(http);
        var body = await RequestJson.ReadAsync(http, UploadJson.Default.CompleteBody, RequestJson.MaxPartsBytes).ConfigureAwait(false);
        var parts = Named(body.Parts ?? []);
        var file = await finish.MultipartAsync(http, token, parts.Count == 0 ? null : parts).ConfigureAwait(false);
        var answer = new CompleteAnswer(file.Url, file.Key, uploads.Settings.Bucket!, file.Url, file.Size, file.ContentType, token.FileName);
        await http.Response.WriteAsJsonAsync(answer, UploadJson.Default.CompleteAnswer, null, http.RequestAborted).ConfigureAwait(false);
    }

    internal async Task AbortAsync(HttpContext http)
    {
        await uploads.S3.Direct.AbortAsync(Multipart(http).Ticket(), http.RequestAborted).ConfigureAwait(false);

        // Uppy 5 reads the answer as JSON, and fails on an empty one.
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync("{}", http.RequestAborted).ConfigureAwait(false);
    }

    private Task<DirectUpload> SignAsync(HttpContext http, UploadToken token, int number) =>
        uploads.S3.Direct.SignPartAsync(token.Ticket(), number, uploads.Options.SignedUrlLifetime, http.RequestAborted);

    private UploadToken Multipart(HttpContext http)
    {
        var token = seal.Open(http, (string?)http.Request.RouteValues["uploadId"]);
        return token.UploadId is not null && http.Request.Query["key"] == token.Key ? token : throw TokenSeal.NotYours();
    }

    private static List<UploadedPart> Named(IReadOnlyList<PartBody?> parts) => parts.Count <= MaxParts && !parts.Contains(null)
        ? parts.Select(part => new UploadedPart { Number = part!.PartNumber, ETag = part.ETag ?? "" }).ToList()
        : throw new RefusedException(ProblemTable.InvalidRequest, $"The parts must be a list of at most {MaxParts}, and each have its number and ETag.");

    /// <summary>A part's number, written as a number is and in no other way.</summary>
    private static int Number(string? text) =>
        Valid(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);

    /// <summary>The same, where it came as a number.</summary>
    internal static int Valid(int number) => number is >= 1 and <= MaxParts
        ? number
        : throw new RefusedException(ProblemTable.InvalidRequest, $"A part's number must be 1 to {MaxParts}.");

    private static int Seconds(DirectUpload upload) => Math.Max(1, (int)(upload.ExpiresAt - DateTimeOffset.UtcNow).TotalSeconds);
}
