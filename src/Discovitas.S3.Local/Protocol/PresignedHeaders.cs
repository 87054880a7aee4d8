namespace Discovitas.S3.Local.Protocol;

/// <summary>
/// Reads the headers that a presigned URL carries in its query. SDKs put them there so that whoever uses the URL does
/// not have to send them. S3 ignores a checksum there, because it cannot be that of a body that is not known yet.
/// </summary>
internal static class PresignedHeaders
{
    private static readonly string[] Names =
    [
        "if-match", "if-none-match", "x-amz-acl", "x-amz-storage-class", "x-amz-tagging",
        "x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id",
        "x-amz-server-side-encryption-bucket-key-enabled",
    ];

    /// <summary>Returns the request with these headers, unless it has them already.</summary>
    internal static S3Request Merge(S3Request request)
    {
        var pairs = request.Query.Pairs
            .Select(pair => (Name: pair.Name.ToLowerInvariant(), pair.Value))
            .Where(pair => IsHeader(pair.Name) && !request.Headers.ContainsKey(pair.Name))
            .ToList();
        if (pairs.Count == 0)
        {
            return request;
        }

        var headers = new HeaderDictionary();
        foreach (var (name, value) in request.Headers)
        {
            headers[name] = value;
        }

        foreach (var (name, value) in pairs)
        {
            headers[name] = HeaderText.Checked(name, value);
        }

        return request with { Headers = headers };
    }

    private static bool IsHeader(string name) =>
        Names.Contains(name) || name.StartsWith("x-amz-meta-", StringComparison.Ordinal);
}
