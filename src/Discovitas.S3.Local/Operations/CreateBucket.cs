using System.Text.RegularExpressions;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed partial class CreateBucket : IOperation
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
        if (string.IsNullOrEmpty(region))
        {
            return;
        }

        // S3 has no constraint for us-east-1, which is where a bucket is created without one.
        if (region == "us-east-1" || (region != exchange.Options.Region && !RegionName().IsMatch(region)))
        {
            throw new S3Exception(S3Error.InvalidLocationConstraint, null, ("LocationConstraint", region));
        }

        if (region != exchange.Options.Region)
        {
            throw new S3Exception(
                S3Error.IllegalLocationConstraint,
                $"The {region} location constraint is incompatible for the region specific endpoint this request " +
                "was sent to.");
        }
    }

    [GeneratedRegex("^([a-z]{2,4}(-[a-z]+)+-[0-9]+|EU)$", RegexOptions.CultureInvariant)]
    private static partial Regex RegionName();
}
