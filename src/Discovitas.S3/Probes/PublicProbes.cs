using System.Net;
using Discovitas.S3.Signing;

namespace Discovitas.S3.Probes;

/// <summary>Reads the test file as visitors do: by its public URL, by the CDN's, and by a signed one.</summary>
internal static class PublicProbes
{
    internal static readonly Probe[] All =
    [
        new("public-url", "Reading a file by its public URL, as anyone can or cannot.", PublicAsync)
        { Needs = ["get-object", "public-access-block"] },
        new("public-base-url", "Reading a file by S3:PublicBaseUrl.", BaseAsync) { Needs = ["get-object"] },
        new("pending-private", "Whether a pending file is hidden from visitors.", PendingAsync)
        { Needs = ["put-object"], Right = "s3:PutObject" },
        new("temporary-url", "Reading a file by a temporary URL.", TemporaryAsync)
        { Needs = ["get-object", "credentials-expiry"] },
    ];

    private static async Task<ProbeResult> PublicAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        if (context.Settings.PublicBaseUrl is not null)
        {
            return ProbeResult.NotLookedAt("S3:PublicBaseUrl is set, so that nobody needs the store's own URL.");
        }

        var answer = await context.Http
            .GetAsync(context.Addresses.StoreUrl(context.File), cancellationToken)
            .ConfigureAwait(false);
        if (!context.Options.PublicUrls)
        {
            return answer.IsSuccess
                ? ProbeResult.Warning(
                    "Anyone who knows the URL of a file can read it, which the options say nobody should.",
                    "Remove the statement that allows s3:GetObject to everyone from the bucket policy, and switch " +
                    "the public access block on.")
                : ProbeResult.Ok($"Visitors cannot read files ({answer.Shown}).");
        }

        return answer.IsSuccess && answer.Body.AsSpan().SequenceEqual(TestFiles.Bytes)
            ? ProbeResult.Ok("Anyone can read a file by its public URL.")
            : ProbeResult.Failed(
                $"The public URL of a file does not return it ({answer.Shown}).",
                "Give the bucket this policy; or use temporary URLs, and set DiagnosisOptions.PublicUrls to false:\n" +
                context.Setup.PublicReadPolicyJson);
    }

    private static async Task<ProbeResult> BaseAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        if (context.Settings.PublicBaseUrl is not { } cdn)
        {
            return ProbeResult.NotLookedAt("S3:PublicBaseUrl is not set: public URLs are the store's.");
        }

        var url = context.Addresses.PublicUrl(context.File);
        var answer = await context.Http.GetAsync(url, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess && answer.Body.AsSpan().SequenceEqual(TestFiles.Bytes)
            ? ProbeResult.Ok($"{cdn} returns a file as it was stored.")
            : ProbeResult.Failed(
                answer.IsSuccess
                    ? $"{cdn} returns something else than the file that was stored."
                    : $"{cdn} does not return the file that was stored ({answer.Shown}).",
                $"Let {cdn} serve the bucket {context.Caller.Bucket}, each file under its key; or correct " +
                "S3:PublicBaseUrl.");
    }

    private static async Task<ProbeResult> PendingAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var (_, pending) = context.Files.CreatePending();
        var request = RoundTripProbes.PutRequest(context, pending);
        await context.AskAsync(
            pending.Value, (client, token) => client.PutObjectAsync(request, token), cancellationToken)
            .ConfigureAwait(false);
        var answer = await context.Http
            .GetAsync(context.Addresses.StoreUrl(pending), cancellationToken)
            .ConfigureAwait(false);
        return answer.Status is HttpStatusCode.OK
            ? ProbeResult.Warning(
                "Anyone who knows the key can read a file that is not verified or accepted yet.",
                $"Open only {context.Settings.KeyPrefix} with the bucket policy:\n{context.Setup.PublicReadPolicyJson}")
            : ProbeResult.Ok("Visitors cannot read pending files.");
    }

    private static async Task<ProbeResult> TemporaryAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var signed = await context.Signer
            .SignAsync(new UnsignedUrl("GET", context.File), TimeSpan.FromMinutes(5), cancellationToken)
            .ConfigureAwait(false);
        var answer = await context.Http.GetAsync(signed.Url, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess && answer.Body.AsSpan().SequenceEqual(TestFiles.Bytes)
            ? ProbeResult.Ok("A temporary URL returns the file.")
            : ProbeResult.Failed(
                $"A temporary URL does not return the file ({answer.Shown}).",
                "Check the clock of this machine, and the proxies between visitors and the store: the host name must " +
                "reach the store as it was signed.");
    }
}
