using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Text;

namespace Discovitas.S3.Direct;

/// <summary>
/// Signs a form with which a client can send exactly what is planned: each field has an exact condition, and the size a
/// range (Amazon S3 API reference, "POST policy").
/// </summary>
internal sealed class PostPolicy(S3Caller caller, UrlSigner signer)
{
    private const string Placeholder = "${filename}";

    /// <exception cref="UploadRejectedException">A header holds what a form cannot carry.</exception>
    internal async Task<SignedRequest> SignAsync(DirectUploadPlan plan, CancellationToken cancellationToken)
    {
        var expires = signer.ExpiryOf(plan.Lifetime);
        var request = Request(plan, expires);
        var signed = await caller.CallAsync(
            plan.PendingKey.Value, (client, _) => SignAsync(client, request), cancellationToken).ConfigureAwait(false);
        var fields = Ordered(plan, request.Fields, signed?.Fields ?? []);
        var expiry = signer.ActualExpiry(expires, fields.ContainsKey("x-amz-security-token"));
        return new SignedRequest
        {
            Method = "POST",
            Url = WithSlash(signer.BrowserBucketUrl ?? signed?.Url ?? ""),
            ExpiresAt = expiry.At,
            MayExpireEarlier = expiry.MayBeEarlier,
            Fields = fields,
        };
    }

    private CreatePresignedPostRequest Request(DirectUploadPlan plan, DateTimeOffset expires)
    {
        var request = new CreatePresignedPostRequest
        {
            BucketName = caller.Bucket,
            Key = plan.PendingKey.Value,
            Expires = expires.UtcDateTime,
        };
        foreach (var (name, value) in plan.Headers.ToFields())
        {
            request.Fields[name] = Checked(name, value);
        }

        // With 201 the response has Location and ETag; with 204 it would have nothing for a script.
        request.Fields["success_action_status"] = "201";
        var ticket = plan.Ticket;
        request.Conditions.Add(S3PostCondition.ContentLengthRange(ticket.Size ?? 0, ticket.Size ?? ticket.MaxSize));
        return request;
    }

    // The SDK writes the expiry in the calendar and with the separators of the current culture. A change of the culture
    // in an async method ends with the method.
    private static async Task<CreatePresignedPostResponse> SignAsync(
        IAmazonS3 client, CreatePresignedPostRequest request)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return await client.CreatePresignedPostAsync(request).ConfigureAwait(false);
    }

    // S3 accepts the fields in any order before the file; the key comes first, since a form may be cut off where a
    // field is wrong. S3 ignores the case of the names, but not every store does: the SDK writes "Policy" where the
    // protocol has "policy".
    private static Dictionary<string, string> Ordered(
        DirectUploadPlan plan, Dictionary<string, string> own, Dictionary<string, string> signed)
    {
        var fields = new Dictionary<string, string>(own.Count + signed.Count, StringComparer.Ordinal)
        {
            ["key"] = plan.PendingKey.Value,
        };
        foreach (var (name, value) in own.Concat(signed.Where(field => !own.ContainsKey(field.Key))))
        {
            fields[name is "Policy" ? "policy" : name] = value;
        }

        return fields;
    }

    // S3 replaces the placeholder in any field with the name of the client's file, so that the client would choose the
    // value.
    private static string Checked(string name, string value) => value.Contains(Placeholder, StringComparison.Ordinal)
        ? throw HeaderText.Invalid(
            $"{name} contains {Placeholder}, which a form replaces with the file's name. Leave it out.", Placeholder)
        : value;

    // Uppy joins URL and key to the file's address.
    private static string WithSlash(string url) => url.EndsWith('/') ? url : url + "/";
}
