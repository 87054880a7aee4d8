using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>The first version of listing, in which a page begins after a marker.</summary>
internal sealed class ListObjects : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var marker = exchange.Request.Query["marker"] ?? "";
        var listing = new ListingXml(exchange);
        var query = listing.Query(marker, resumes: true);

        // A marker inside a common prefix is taken as the end of that prefix.
        if (marker.StartsWith(query.Prefix, StringComparison.Ordinal))
        {
            query = query with { After = query.Group(marker) ?? marker };
        }

        var page = await exchange.Store.Listing
            .PageAsync(exchange.Bucket, query, exchange.Aborted)
            .ConfigureAwait(false);

        // Without a delimiter the next marker is the last key, which S3 does not repeat.
        var next = query.Delimiter.Length == 0 ? null : page.Last;
        return S3Response.FromXml(listing.ToXml(query, page, withOwner: true,
            S3Xml.Element("Marker", listing.Text(marker)),
            S3Xml.Optional("NextMarker", listing.Text(next))));
    }
}
