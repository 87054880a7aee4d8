using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Text;

namespace Discovitas.S3.Direct;

/// <summary>
/// Signs a form with which a client can send exactly what was granted: every field has its exact condition, and the size its range (Amazon
/// S3 API reference, "POST policy").
/// </summary>
internal sealed class PostPolicy(S3Caller caller, UrlSigner signer)
{
    private const string Placeholder = "${filename}";

    /// <exception cref="UploadRejectedException">A header holds what a form cannot carry.</exception>
    internal async Task<DirectUpload> SignAsync(DirectUploadPlan plan, CancellationToken cancellationToken)
    {
        var expires = signer.EndOf(plan.Lifetime);
        var request = Request(plan, expires);
        var signed = await caller.CallAsync(plan.Key.Value, (s3, _) => SignAsync(s3, request), cancellationToken).ConfigureAwait(false);
        var fields = Ordered(plan, request.Fields, signed?.Fields ?? []);
        return new DirectUpload
        {
            Method = "POST",
            Url = WithSlash(signed?.Url ?? ""),
            ExpiresAt = signer.TrueEnd(expires, fields.ContainsKey("x-amz-security-token")),
            Ticket = plan.Ticket,
            Fields = fields,
        };
    }

    private CreatePresignedPostRequest Request(DirectUploadPlan plan, DateTimeOffset expires)
    {
        var request = new CreatePresignedPostRequest { BucketName = caller.Name, Key = plan.Key.Value, Expires = expires.UtcDateTime };
        foreach (var (name, value) in plan.Headers.Lines())
        {
            request.Fields[name] = Fixed(name, value);
        }

        // 201 answers with Location and ETag, where 204 would tell a script nothing.
        request.Fields["success_action_status"] = "201";
        request.Conditions.Add(S3PostCondition.ContentLengthRange(plan.Ticket.Size ?? 0, plan.Ticket.Size ?? plan.Ticket.MaxSize));
        return request;
    }

    // The SDK writes the end in the calendar and with the separators of the current culture. Within an async method the change ends with it.
    private static async Task<CreatePresignedPostResponse> SignAsync(IAmazonS3 s3, CreatePresignedPostRequest request)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return await s3.CreatePresignedPostAsync(request).ConfigureAwait(false);
    }

    // S3 takes the fields in any order before the file; the key comes first, since a form may be cut where a field is amiss. The names of
    // the fields are the same in any case to S3, but not to every store: the SDK says Policy, the protocol policy.
    private static Dictionary<string, string> Ordered(DirectUploadPlan plan, Dictionary<string, string> own, Dictionary<string, string> signed)
    {
        var fields = new Dictionary<string, string>(own.Count + signed.Count, StringComparer.Ordinal) { ["key"] = plan.Key.Value };
        foreach (var (name, value) in own.Concat(signed.Where(field => !own.ContainsKey(field.Key))))
        {
            fields[name is "Policy" ? "policy" : name] = value;
        }

        return fields;
    }

    // S3 puts the name of the client's file in its place, in any field, so that what is stored would be the client's to choose.
    private static string Fixed(string name, string value) => value.Contains(Placeholder, StringComparison.Ordinal)
        ? throw HeaderText.Invalid($"{name} holds {Placeholder}, which stands for something else in a form. Leave it out.", Placeholder)
        : value;

    // Uppy puts url and key together to tell where the file is.
    private static string WithSlash(string url) => url.EndsWith('/') ? url : url + "/";
}
