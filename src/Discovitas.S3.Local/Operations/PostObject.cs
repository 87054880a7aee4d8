using System.Text;
using Discovitas.S3.Local.Forms;
using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>
/// Stores the file of a form that a browser sends, if the form's policy allows it.
/// See https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
/// </summary>
internal sealed class PostObject : IOperation
{
    public async Task RunAsync(S3Exchange exchange)
    {
        var form = await exchange.OpenFormAsync().ConfigureAwait(false);
        var fields = form.Fields;
        var key = fields["key"] ?? throw FormSignature.Missing("key");
        var now = exchange.Context.Now;
        var policy = PolicyReader.Parse(new FormSignature(exchange.Options, now).PolicyOf(fields));
        policy.Check(fields, exchange.Bucket, now);
        CheckKey(key);
        CheckAcl(fields["acl"]);

        // from here on it is a PUT whose headers came as fields
        var put = exchange.Request with { Key = key, Headers = fields.ToHeaders() };
        var headers = ObjectHeaders.Of(put);
        var tags = fields["tagging"] is { Length: > 0 } tagging ? TagSet.Parse(Encoding.UTF8.GetBytes(tagging)) : [];
        var expected = Expected(put);
        using var data = exchange.Store.Staging.Create();
        var received = await form.CopyFileAsync(data.Stream, policy.Sizes, expected, exchange.Aborted).ConfigureAwait(false);
        var body = await StagedBytes.ChangeAsync(exchange, data.Stream, received).ConfigureAwait(false);
        var metadata = new ObjectMetadata
        {
            Key = key,
            Size = body.Length,
            ETag = ObjectWrite.ETag(body.Md5),
            LastModified = exchange.Now(),
            Headers = headers,
            Tags = tags,
            Checksum = body.Checksum,
        };
        await ObjectWrite.CommitAsync(exchange, metadata, data).ConfigureAwait(false);

        ObjectWrite.WriteChecksum(exchange.Response, expected, body);
        ObjectHeaders.WriteEncryptionTo(exchange.Response, headers);
        await PostAnswer.WriteAsync(exchange, fields, metadata).ConfigureAwait(false);
    }

    private static void CheckKey(string key)
    {
        if (key.Length == 0)
        {
            throw new S3Exception(S3Error.InvalidArgument, "User key must have a length greater than 0.", ("ArgumentName", "key"), ("ArgumentValue", ""));
        }

        RequestTarget.CheckKey(key);
    }

    private static void CheckAcl(string? acl)
    {
        if (acl is not (null or "bucket-owner-full-control"))
        {
            throw new S3Exception(S3Error.AccessControlListNotSupported);
        }
    }

    private static ExpectedChecksums Expected(S3Request put)
    {
        var expected = ExpectedChecksums.Of(put);
        return put.Header("x-amz-checksum-algorithm") is { } named && !named.Equals(expected.Algorithm?.Name, StringComparison.OrdinalIgnoreCase)
            ? throw new S3Exception(S3Error.InvalidRequest, "x-amz-checksum-algorithm specified, but no corresponding x-amz-checksum-* field was found.")
            : expected;
    }
}
