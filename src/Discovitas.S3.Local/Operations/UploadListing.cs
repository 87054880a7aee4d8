using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>
/// A page of the unfinished uploads of a bucket. It begins after a key, or after an upload of that key. Uploads whose
/// keys continue beyond the delimiter are replaced by their common prefix.
/// </summary>
internal sealed class UploadListing
{
    private UploadListing(ListingQuery query) => Query = query;

    internal ListingQuery Query { get; }

    internal List<UploadMetadata> Uploads { get; } = [];

    internal List<string> CommonPrefixes { get; } = [];

    internal bool IsTruncated { get; private set; }

    /// <summary>Gets the key marker of the next page; empty if the page ends with all there is of a prefix.</summary>
    internal string NextKeyMarker { get; private set; } = "";

    internal string NextUploadIdMarker { get; private set; } = "";

    /// <summary>Creates the page.</summary>
    /// <param name="query">The parameters, with the key marker.</param>
    /// <param name="uploadIdMarker">The upload ID marker, which counts only with a key marker.</param>
    /// <param name="uploads">The uploads with the prefix, by key and then by ID.</param>
    internal static UploadListing Create(
        ListingQuery query, string uploadIdMarker, IReadOnlyCollection<UploadMetadata> uploads)
    {
        if (uploads.Any(upload => upload.Id == uploadIdMarker && query.After.Length > 0 && upload.Key != query.After))
        {
            throw new S3Exception(
                S3Error.InvalidArgument, "Invalid uploadId marker",
                ("ArgumentName", "upload-id-marker"), ("ArgumentValue", uploadIdMarker));
        }

        var page = new UploadListing(query);
        foreach (var upload in uploads.Where(upload => page.IsAfter(upload, uploadIdMarker)))
        {
            if (!page.TryAdd(upload))
            {
                page.IsTruncated = query.Limit > 0;
                return page;
            }
        }

        if (page.NextUploadIdMarker.Length == 0)
        {
            page.NextKeyMarker = "";
        }

        return page;
    }

    private bool IsAfter(UploadMetadata upload, string uploadIdMarker)
    {
        if (Query.Group(upload.Key) is { } group && Query.After.StartsWith(group, StringComparison.Ordinal))
        {
            return false;
        }

        var order = Utf8Order.Instance.Compare(upload.Key, Query.After);
        return order > 0
            || (order == 0 && uploadIdMarker.Length > 0 && string.CompareOrdinal(upload.Id, uploadIdMarker) > 0);
    }

    private bool TryAdd(UploadMetadata upload)
    {
        var group = Query.Group(upload.Key);
        if (group is not null && CommonPrefixes.LastOrDefault() == group)
        {
            return true;
        }

        if (Uploads.Count + CommonPrefixes.Count >= Query.Limit)
        {
            return false;
        }

        if (group is null)
        {
            Uploads.Add(upload);
        }
        else
        {
            CommonPrefixes.Add(group);
        }

        (NextKeyMarker, NextUploadIdMarker) = group is null ? (upload.Key, upload.Id) : (group, "");
        return true;
    }
}
