using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Discovitas.S3.Tool.Checks;

/// <summary>Reads and writes with signed URLs, as browsers do.</summary>
internal static class SignedUrlChecks
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly (byte[] Bytes, string Type) AsSigned = (StoreRequests.Small, StoreRequests.ContentType);
    private static readonly byte[] Larger = [.. StoreRequests.Small, 0];

    internal static readonly Check[] All =
    [
        new("temporary-url", "A signed URL reads an object.", ReadAsync)
        { Needs = ["get-object"], Limits = "Temporary URLs, redirects to files, and private files in pages." },
        new("signed-range", "A signed URL reads a range, as players of films do.", RangeAsync)
        { Needs = ["temporary-url"], Limits = "Seeking in films, and continued downloads from temporary URLs." },
        new("response-overrides", "A signed URL sets the file name of a download (response-*).", OverridesAsync)
        { Needs = ["temporary-url"], Limits = "downloadName of temporary URLs." },
        new("url-enforced", "A URL that has expired, or was changed, is rejected.", EnforcedAsync)
        {
            Needs = ["temporary-url"],
            Limits = "Private files: whoever has had a URL keeps it. Do not use this store for them.",
        },
        new("presigned-put", "A signed PUT stores an object.", PutAsync)
        { Needs = ["list-objects", "put-object"], Limits = "Direct uploads from browsers, unless they use forms." },
        new("presigned-put-enforced", "A signed PUT stores nothing of another size or type.", PutEnforcedAsync)
        {
            Needs = ["presigned-put"],
            Limits = "Direct uploads by PUT: size and type are checked only when they are completed.",
        },
    ];

    private static async Task<CheckResult> ReadAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var answer = await GetAsync(context, null, null, cancellationToken);
        return CheckResult.If(
            answer.IsSuccess && answer.Text == Encoding.UTF8.GetString(StoreRequests.Small),
            "The same bytes.",
            answer.IsSuccess ? "Other bytes than were stored." : $"The store answered {answer.Rejection}.");
    }

    private static async Task<CheckResult> RangeAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var answer = await GetAsync(context, null, new RangeHeaderValue(1, 3), cancellationToken);
        return CheckResult.If(
            answer.Status is HttpStatusCode.PartialContent
                && answer.Text == Encoding.UTF8.GetString(StoreRequests.Small.AsSpan(1, 3)),
            "Exactly the range (206).",
            $"The store answered {answer.Rejection}.");
    }

    private static async Task<CheckResult> OverridesAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var answer = await GetAsync(context, "a b.txt", null, cancellationToken);
        return CheckResult.If(
            answer.IsSuccess && answer.Disposition?.Contains("a b.txt", StringComparison.Ordinal) is true,
            "The answer has the name.",
            answer.IsSuccess ? "The answer lacks the name." : $"The store answered {answer.Rejection}.");
    }

    private static async Task<CheckResult> EnforcedAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var past = context.CreateService(time: new ShiftedClock(-TimeSpan.FromHours(1)));

        // With a window, the URL is signed by the given clock, and not by the SDK.
        var old = (await past.GetTemporaryUrlAsync(
            context.File, Lifetime, stableFor: Lifetime, cancellationToken: cancellationToken)).Url;
        var now = await UrlAsync(context, null, cancellationToken);
        var changed = now[..^1] + (now[^1] == '0' ? '1' : '0');
        var expired = await SignedAnswer.GetAsync(context, old, null, cancellationToken);
        var wrong = await SignedAnswer.GetAsync(context, changed, null, cancellationToken);
        return CheckResult.If(
            !expired.IsSuccess && !wrong.IsSuccess,
            $"Rejected ({Both(expired, wrong)}).",
            expired.IsSuccess ? "An expired URL reads the object." : "A changed URL reads the object.");
    }

    private static async Task<CheckResult> PutAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var signed = await SignAsync(context, cancellationToken);
        var answer = await SendAsync(context, signed, AsSigned, cancellationToken);
        return CheckResult.If(answer.IsSuccess, "Stored.", $"The store answered {answer.Rejection}.");
    }

    private static async Task<CheckResult> PutEnforcedAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var signed = await SignAsync(context, cancellationToken);
        var larger = await SendAsync(context, signed, (Larger, StoreRequests.ContentType), cancellationToken);
        var typed = await SendAsync(context, signed, (StoreRequests.Small, "text/html"), cancellationToken);
        return (larger.IsSuccess, typed.IsSuccess) switch
        {
            (false, false) => CheckResult.Works($"Rejected ({Both(larger, typed)})."),
            (true, true) => CheckResult.DoesNotWork("Another size and another type are stored."),
            (true, false) => CheckResult.Limited("Another size is stored."),
            _ => CheckResult.Limited("Another type is stored."),
        };
    }

    private static string Both(SignedAnswer one, SignedAnswer other) =>
        one.Rejection == other.Rejection ? $"{one.Rejection}" : $"{one.Rejection}, {other.Rejection}";

    private static async Task<SignedRequest> SignAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var service = context.CreateService(settings => settings.SupportsPostPolicy = false);
        var request = new DirectUploadRequest("a.txt", StoreRequests.ContentType) { Size = StoreRequests.Small.Length };
        return (await service.Direct.CreateAsync(request, cancellationToken)).Request;
    }

    private static Task<SignedAnswer> SendAsync(
        CheckContext context,
        SignedRequest signed,
        (byte[] Bytes, string Type) content,
        CancellationToken cancellationToken)
    {
        var (bytes, type) = content;
        var request = new HttpRequestMessage(HttpMethod.Put, signed.Url) { Content = new ByteArrayContent(bytes) };
        foreach (var (name, value) in signed.Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value)
                || request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return SignedAnswer.SendAsync(context, request, cancellationToken);
    }

    private static async Task<SignedAnswer> GetAsync(
        CheckContext context, string? downloadName, RangeHeaderValue? range, CancellationToken cancellationToken) =>
        await SignedAnswer.GetAsync(
            context, await UrlAsync(context, downloadName, cancellationToken), range, cancellationToken);

    private static async Task<string> UrlAsync(
        CheckContext context, string? downloadName, CancellationToken cancellationToken) =>
        (await context.Service.GetTemporaryUrlAsync(
            context.File, Lifetime, downloadName, cancellationToken: cancellationToken)).Url;
}
