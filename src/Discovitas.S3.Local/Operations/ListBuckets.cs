using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>Lists the buckets by name. A page begins after the bucket that the continuation token names.</summary>
internal sealed class ListBuckets : IOperation
{
    private const int MaxPageSize = 10_000;
    private static readonly string[] Parameters = ["max-buckets", "prefix", "continuation-token", "bucket-region"];

    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var query = exchange.Request.Query;
        var limit = Limit(exchange.Request);
        CheckRegion(exchange);
        var after = query["continuation-token"] is { Length: > 0 } token ? ContinuationToken.Read(token) : "";
        var buckets = (await exchange.Store.Buckets.ListAsync(exchange.Aborted).ConfigureAwait(false))
            .Where(bucket => bucket.Name.StartsWith(query["prefix"] ?? "", StringComparison.Ordinal)
                && string.CompareOrdinal(bucket.Name, after) > 0
                && (exchange.Caller.AccessKey?.MaySee(bucket.Name) ?? true))
            .ToList();
        var page = buckets.Take(limit).ToList();
        var next = page.Count < buckets.Count ? ContinuationToken.Write(page[^1].Name) : null;

        // S3 writes the region for requests that have one of the parameters.
        var region = Array.Exists(Parameters, query.Has) ? exchange.Options.Region : null;
        return S3Response.FromXml(S3Xml.Element("ListAllMyBucketsResult",
            OwnerXml.Create("Owner"),
            S3Xml.Element("Buckets", page.Select(bucket => ToXml(bucket, region))),
            S3Xml.Optional("Prefix", query["prefix"]),
            S3Xml.Optional("ContinuationToken", next)));
    }

    private static XElement ToXml(BucketMetadata bucket, string? region) => S3Xml.Element("Bucket",
        S3Xml.Element("Name", bucket.Name),
        S3Xml.Element("CreationDate", HttpDate.ToXml(bucket.Created)),
        S3Xml.Optional("BucketRegion", region),
        S3Xml.Element("BucketArn", $"arn:aws:s3:::{bucket.Name}"));

    private static int Limit(S3Request request)
    {
        const string Name = "max-buckets";
        if (request.Query[Name] is not { } text)
        {
            return MaxPageSize;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw new S3Exception(
                S3Error.InvalidArgument, $"Provided {Name} not an integer or within integer range",
                ("ArgumentName", Name), ("ArgumentValue", text));
        }

        return number is >= 1 and <= MaxPageSize
            ? number
            : throw new S3Exception(
                S3Error.InvalidArgument, $"Argument {Name} must be an integer between 1 and {MaxPageSize}",
                ("ArgumentName", Name), ("ArgumentValue", $"{number}"));
    }

    private static void CheckRegion(S3Exchange exchange)
    {
        const string Name = "bucket-region";
        if (exchange.Request.Query[Name] is { } region
            && !region.Equals(exchange.Options.Region, StringComparison.OrdinalIgnoreCase))
        {
            throw new S3Exception(
                S3Error.InvalidArgument,
                $"Requests with {Name} specified must be made to the corresponding regional endpoint",
                ("ArgumentName", Name));
        }
    }
}
