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
        var query = listing.Query(token is null ? startAfter ?? "" : Read(token), resumes: token is not null);
        var page = await exchange.Store.Listing
            .PageAsync(exchange.Bucket, query, exchange.Aborted)
            .ConfigureAwait(false);
        return S3Response.FromXml(listing.ToXml(query, page, parameters["fetch-owner"] == "true",
            S3Xml.Element("KeyCount", page.Objects.Count + page.CommonPrefixes.Count),
            S3Xml.Optional("ContinuationToken", token),
            S3Xml.Optional("NextContinuationToken", page.Last is null ? null : Write(page.Last)),
            S3Xml.Optional("StartAfter", listing.Text(startAfter))));
    }

    private static string Write(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last));

    private static string Read(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            throw new S3Exception(
                S3Error.InvalidArgument, "The continuation token provided is incorrect",
                ("ArgumentName", "continuation-token"));
        }
    }
}
