using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>The first version of listing: a page begins after a marker.</summary>
internal sealed class ListObjects : IOperation
{
    public async Task RunAsync(S3Exchange exchange)
    {
        var marker = exchange.Request.Query["marker"] ?? "";
        var listing = new ListingAnswer(exchange);
        var query = listing.Query(marker, resumes: true);
        var page = await exchange.Store.Listing.PageAsync(exchange.Bucket, query, exchange.Aborted).ConfigureAwait(false);

        // without a delimiter the last key is the next marker, and S3 does not repeat it
        var next = query.Delimiter.Length == 0 ? null : page.Last;
        await Answer.XmlAsync(exchange.Response, listing.ToXml(query, page, withOwner: true,
            Answer.Element("Marker", listing.Text(marker)),
            Answer.Optional("NextMarker", listing.Text(next)))).ConfigureAwait(false);
    }
}
