using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class CreateBucket : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        if (exchange.HasBody)
        {
            CheckRegion(exchange, await exchange.Body.ReadDocumentAsync(exchange.Aborted).ConfigureAwait(false));
        }

        var access = NewBucket.From(exchange);
        var buckets = exchange.Store.Buckets;
        if (!buckets.Exists(exchange.Bucket))
        {
            await buckets.CreateAsync(exchange.Bucket, exchange.Now()).ConfigureAwait(false);
            await access.WriteAsync(exchange).ConfigureAwait(false);
        }
        else if (exchange.Options.Region != "us-east-1")
        {
            // In us-east-1, S3 reports success, for programs that are older than this error.
            throw new S3Exception(S3Error.BucketAlreadyOwnedByYou, null, ("BucketName", exchange.Bucket));
        }

        var response = new S3Response();
        response.Headers.Location = "/" + exchange.Bucket;
        return response;
    }

    private static void CheckRegion(S3Exchange exchange, byte[] document)
    {
        var region = S3Xml.Value(S3Xml.Parse(document, "CreateBucketConfiguration"), "LocationConstraint");
        if (!string.IsNullOrEmpty(region) && region != exchange.Options.Region)
        {
            throw new S3Exception(S3Error.IllegalLocationConstraint);
        }
    }
}
