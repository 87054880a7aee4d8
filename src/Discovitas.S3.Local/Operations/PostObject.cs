using Discovitas.S3.Local.Acl;
using Discovitas.S3.Local.Forms;
using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Signing;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>
/// Stores the file of a form that a browser sends, if the form's policy allows it.
/// See https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
/// </summary>
internal sealed class PostObject : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var form = await UploadForm.OpenAsync(exchange.Http, exchange.Context.ReplaceFile, exchange.Aborted)
            .ConfigureAwait(false);
        var fields = form.Fields;
        var key = fields["key"] ?? throw FormSignature.Missing("key");
        var policy = CheckPolicy(exchange, fields);
        CheckKey(key);

        // From here on, the form is a PUT whose headers are fields.
        var put = exchange.Request with { Key = key, Headers = fields.ToHeaders() };
        var acl = await ReadAclAsync(exchange, put, fields["acl"]).ConfigureAwait(false);
        var item = new NewObject(key, ObjectHeaders.From(put), Tags(fields)) { Acl = acl };
        var expected = Expected(put);
        using var data = exchange.Store.Staging.Create();
        var received = await form.CopyFileAsync(data.Stream, policy.Sizes, expected, exchange.Aborted)
            .ConfigureAwait(false);
        var body = await StagedBytes.ChangeAsync(exchange, data.Stream, received).ConfigureAwait(false);
        var stored = await ObjectWrite.StoreAsync(exchange, item, body, data).ConfigureAwait(false);

        var response = PostResponse.Create(exchange, fields, stored);
        ObjectWrite.WriteChecksum(response.Headers, stored.Checksum);
        ObjectHeaders.WriteEncryptionTo(response.Headers, stored.Headers);
        return response;
    }

    private static PostPolicy CheckPolicy(S3Exchange exchange, FormFields fields)
    {
        var now = exchange.Context.Now;
        var signature = new FormSignature(exchange.Options, now);
        var policy = PolicyReader.Parse(signature.GetPolicy(fields));
        AccessPolicy.CheckKey(exchange.Request, signature.AccessKey!);
        policy.Check(fields, exchange.Bucket, now);
        return policy;
    }

    private static void CheckKey(string key)
    {
        if (key.Length == 0)
        {
            throw new S3Exception(
                S3Error.InvalidArgument, "User key must have a length greater than 0.",
                ("ArgumentName", "key"), ("ArgumentValue", ""));
        }

        RequestTarget.CheckKey(key);
    }

    private static Task<Grant[]?> ReadAclAsync(S3Exchange exchange, S3Request put, string? acl)
    {
        put.Headers[AclHeaders.Canned] = acl;
        var ownership = new BucketOwnership(exchange.Options, exchange.Store);
        return new RequestAcl(ownership).ReadAsync(
            put with { Operation = S3Operation.PutObject }, exchange.Aborted);
    }

    private static Dictionary<string, string> Tags(FormFields fields) =>
        fields["tagging"] is { Length: > 0 } tagging ? TagSet.Parse(Encoding.UTF8.GetBytes(tagging)) : [];

    private static ExpectedChecksums Expected(S3Request put)
    {
        var expected = ExpectedChecksums.From(put);
        return put.Header("x-amz-checksum-algorithm") is { } name
            && !name.Equals(expected.Algorithm?.Name, StringComparison.OrdinalIgnoreCase)
                ? throw new S3Exception(
                    S3Error.InvalidRequest,
                    "x-amz-checksum-algorithm specified, but no corresponding x-amz-checksum-* field was found.")
                : expected;
    }
}
