namespace Discovitas.S3.Probes;

/// <summary>
/// Asks the store as a browser does whether a page of the origin may send files (Fetch standard, "CORS-preflight
/// fetch").
/// </summary>
internal static class CorsProbes
{
    private const string NoOrigin = "No origin is given, so that the CORS rules are not looked at.";

    internal static readonly Probe[] All =
    [
        new("cors-origin", "Whether the bucket's CORS rules name the origin.", OriginAsync)
        { Needs = ["bucket-address", "bucket"] },
        new("cors-methods", "Whether the rules allow the methods PUT and POST.", MethodsAsync)
        { Needs = ["cors-origin"] },
        new("cors-headers", "Whether the rules allow the headers that a page sends.", HeadersAsync)
        { Needs = ["cors-methods"] },
        new("cors-etag", "Whether a page sees the ETag, which uploads in parts need.",
            (context, _) => Task.FromResult(ETag(context)))
        { Needs = ["cors-headers", "direct-put"] },
    ];

    private static async Task<ProbeResult> OriginAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        if (context.Options.Origin is not { } origin)
        {
            return ProbeResult.NotLookedAt(NoOrigin, "Set DiagnosisOptions.Origin to the origin of the app's pages.");
        }

        foreach (var method in new[] { "PUT", "POST", "GET", "HEAD", "DELETE" })
        {
            if (await IsAllowedAsync(context, method, header: null, cancellationToken).ConfigureAwait(false))
            {
                return ProbeResult.Ok($"Pages of {origin} may send requests to the bucket.");
            }
        }

        return Failed(context, $"Browsers let no page of {origin} send requests to the bucket.");
    }

    private static async Task<ProbeResult> MethodsAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        foreach (var method in new[] { "PUT", "POST" })
        {
            if (!await IsAllowedAsync(context, method, header: null, cancellationToken).ConfigureAwait(false))
            {
                missing.Add(method);
            }
        }

        return missing.Count == 0
            ? ProbeResult.Ok("Pages may use PUT and POST.")
            : Failed(context, $"The CORS rules for this origin do not allow {string.Join(" and ", missing)}.");
    }

    private static async Task<ProbeResult> HeadersAsync(ProbeContext context, CancellationToken cancellationToken) =>
        await IsAllowedAsync(context, "PUT", "content-type", cancellationToken).ConfigureAwait(false)
            ? ProbeResult.Ok("Pages may send the headers of an upload.")
            : Failed(context, "The CORS rules for this origin do not allow the header Content-Type.");

    private static ProbeResult ETag(ProbeContext context)
    {
        var answer = context.DirectPut!;
        return IsForOrigin(context, answer)
            && answer.Values("Access-Control-Expose-Headers").Any(name => Is(name, "ETag") || name == "*")
                ? ProbeResult.Ok("Pages see the ETag.")
                : Failed(context, "The CORS rules for this origin do not expose the header ETag.");
    }

    private static async Task<bool> IsAllowedAsync(
        ProbeContext context, string method, string? header, CancellationToken cancellationToken)
    {
        var url = context.Addresses.StoreUrl(context.Files.CreateUnused());
        using var request = DirectProbes.Request(context, HttpMethod.Options, url);
        request.Headers.Add("Access-Control-Request-Method", method);
        if (header is not null)
        {
            request.Headers.Add("Access-Control-Request-Headers", header);
        }

        var answer = await context.Http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess
            && IsForOrigin(context, answer)
            && (method is not ("PUT" or "DELETE") || Allows(answer, "Access-Control-Allow-Methods", method))
            && (header is null || Allows(answer, "Access-Control-Allow-Headers", header));
    }

    private static bool IsForOrigin(ProbeContext context, HttpAnswer answer) =>
        answer.Values("Access-Control-Allow-Origin").Any(origin => origin == "*" || origin == context.Options.Origin);

    private static bool Allows(HttpAnswer answer, string name, string value) =>
        answer.Values(name).Any(one => one == "*" || Is(one, value));

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static ProbeResult Failed(ProbeContext context, string meaning) => ProbeResult.Failed(
        meaning,
        "Call s3.Housekeeping.ApplyCorsAsync with this origin, or put this rule before the others of the bucket:\n" +
        context.Setup.CorsJson);
}
