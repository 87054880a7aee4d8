using System.Net.Http.Headers;
using Discovitas.S3.Direct;
using Discovitas.S3.Headers;

namespace Discovitas.S3.Probes;

/// <summary>Sends what a page sends directly to the store.</summary>
internal static class DirectProbes
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    internal static readonly Probe[] All =
    [
        new("direct-form", "A form under a POST policy, as a page sends it.", FormAsync)
        { Needs = ["put-object", "encrypt", "credentials-expiry"] },
        new("direct-put", "A presigned PUT, as a page sends it.", PutAsync)
        { Needs = ["put-object", "encrypt", "credentials-expiry"] },
    ];

    /// <summary>Creates a request as a page sends it.</summary>
    internal static HttpRequestMessage Request(ProbeContext context, HttpMethod method, string url)
    {
        var request = new HttpRequestMessage(method, url);
        if (context.Options.Origin is { } origin)
        {
            request.Headers.Add("Origin", origin);
        }

        return request;
    }

    private static async Task<ProbeResult> FormAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        if (!context.Settings.AcceptsForms)
        {
            return ProbeResult.NotSupported(
                "The settings say that this store has no POST policy (S3:SupportsPostPolicy): pages send a presigned " +
                "PUT.");
        }

        var signed = await new PostPolicy(context.Caller, context.Signer)
            .SignAsync(Plan(context), cancellationToken)
            .ConfigureAwait(false);
        using var request = Request(context, HttpMethod.Post, signed.Url);
        request.Content = Form(signed.Fields);
        var answer = await context.Http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess
            ? ProbeResult.Ok("The store accepts a form.")
            : ProbeResult.Failed(
                $"The store did not accept a form ({answer.Shown}).",
                "If this store has no POST policy, set S3:SupportsPostPolicy to false.");
    }

    private static async Task<ProbeResult> PutAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var signed = await new PresignedPut(context.Signer)
            .SignAsync(Plan(context), cancellationToken)
            .ConfigureAwait(false);
        using var request = Request(context, HttpMethod.Put, signed.Url);
        request.Content = new ByteArrayContent(TestFiles.Bytes);
        foreach (var (name, value) in signed.Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value)
                || request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        var answer = await context.Http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        context.DirectPut = answer;
        return answer.IsSuccess
            ? ProbeResult.Ok("The store accepts a presigned PUT.")
            : ProbeResult.Failed(
                $"The store did not accept a presigned PUT ({answer.Shown}).",
                "Check the proxies between pages and the store: the host name must reach the store as it was signed.");
    }

    private static DirectUploadPlan Plan(ProbeContext context)
    {
        var (key, pending) = context.Files.CreatePending();
        var headers = ObjectHeaders.Restore(TestFiles.ContentType, [], tags: null, context.Settings);
        var ticket = new DirectUploadTicket
        {
            Key = key.Value,
            ContentType = TestFiles.ContentType,
            Size = TestFiles.Bytes.Length,
            MaxSize = TestFiles.Bytes.Length,
            ChecksBytes = false,
        };
        return new DirectUploadPlan(key, pending, headers, ticket, Lifetime);
    }

    private static MultipartFormDataContent Form(IReadOnlyDictionary<string, string> fields)
    {
        var form = new MultipartFormDataContent("----diagnosis" + Guid.NewGuid().ToString("N"));
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value) { Headers = { ContentType = null } }, $"\"{name}\"");
        }

        var type = new MediaTypeHeaderValue(TestFiles.ContentType);
        form.Add(
            new ByteArrayContent(TestFiles.Bytes) { Headers = { ContentType = type } }, "\"file\"", "\"test.txt\"");

        // Browsers put no quotes around the boundary, and Ceph accepts none.
        var boundary = form.Headers.ContentType!.Parameters.Single();
        boundary.Value = boundary.Value!.Trim('"');
        return form;
    }
}
