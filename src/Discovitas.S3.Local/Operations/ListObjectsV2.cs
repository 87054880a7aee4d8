using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>The second version of listing, in which a page begins at a continuation token.</summary>
internal sealed class ListObjectsV2 : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var parameters = exchange.Request.Query;
        if (parameters["list-type"] != "2")
        {
            throw new S3Exception(S3Error.InvalidArgument, "Invalid List Type", ("ArgumentName", "list-type"));
        }

        var token = parameters["continuation-token"];
        var startAfter = parameters["start-after"];
        var listing = new ListingXml(exchange);
        var after = token is null ? startAfter ?? "" : ContinuationToken.Read(token);
        var query = listing.Query(after, resumes: token is not null);
        var page = await exchange.Store.Listing
            .PageAsync(exchange.Bucket, query, exchange.Aborted)
            .ConfigureAwait(false);
        return S3Response.FromXml(listing.ToXml(query, page, parameters["fetch-owner"] == "true",
            S3Xml.Element("KeyCount", page.Objects.Count + page.CommonPrefixes.Count),
            S3Xml.Optional("ContinuationToken", token),
            S3Xml.Optional("NextContinuationToken", page.Last is null ? null : ContinuationToken.Write(page.Last)),
            S3Xml.Optional("StartAfter", listing.Text(token is null ? startAfter : null))));
    }
}
