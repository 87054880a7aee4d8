using Microsoft.AspNetCore.Http.Features;

namespace Discovitas.S3.Local.Protocol;

/// <summary>
/// The bucket and key of a request, whatever its operation. Read from the raw target, because Kestrel resolves dot
/// segments and escapes in its path, while for S3 <c>a//b</c>, <c>a/../b</c> and <c>a%2Fb</c> are three keys.
/// </summary>
/// <param name="Bucket">The bucket; empty if the target has none.</param>
/// <param name="Key">The key, decoded; empty if the target has none.</param>
/// <param name="Path">The decoded path as it was sent.</param>
/// <param name="Query">The decoded query.</param>
internal sealed record RequestTarget(string Bucket, string Key, string Path, QueryParameters Query)
{
    private const int LongestKey = 1024;

    internal static RequestTarget From(HttpContext http)
    {
        var (rawPath, rawQuery) = Split(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var path = PercentEncoding.Decode(rawPath);
        var (bucket, key) = Locate(http, path);
        return new RequestTarget(bucket, key, path, new QueryParameters(rawQuery));
    }

    /// <summary>Throws if the key is longer than S3 allows.</summary>
    internal static void CheckKey(string key)
    {
        var size = Encoding.UTF8.GetByteCount(key);
        if (size > LongestKey)
        {
            throw new S3Exception(
                S3Error.KeyTooLong, null, ("Size", $"{size}"), ("MaxSizeAllowed", $"{LongestKey}"));
        }
    }

    private static (string Path, string Query) Split(string target)
    {
        if (!target.StartsWith('/'))
        {
            // The absolute form, as sent to a proxy: http://host/path.
            var authority = target.IndexOf("://", StringComparison.Ordinal);
            var slash = authority < 0 ? -1 : target.IndexOf('/', authority + 3);
            target = slash < 0 ? "/" : target[slash..];
        }

        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? (target, "") : (target[..query], target[(query + 1)..]);
    }

    /// <summary>Reads the bucket from the host name (<c>bucket.localhost</c>) or from the start of the path.</summary>
    private static (string Bucket, string Key) Locate(HttpContext http, string path)
    {
        const string VirtualHost = ".localhost";
        var host = http.Request.Host.Host;
        if (host.EndsWith(VirtualHost, StringComparison.OrdinalIgnoreCase))
        {
            return (host[..^VirtualHost.Length], path[1..]);
        }

        var isOurs = host == "127.0.0.1" || host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        if (!isOurs && http.Features.Get<AnyHostName>() is null)
        {
            // DNS rebinding: a page elsewhere can point a name of its own at 127.0.0.1, and the browser calls us by
            // that name.
            throw new S3Exception(
                S3Error.AccessDenied, "This server answers to 127.0.0.1, localhost and bucket.localhost only.");
        }

        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            throw new S3Exception(S3Error.InvalidBucketName, null, ("BucketName", ""));
        }

        var slash = path.IndexOf('/', 1);
        return slash < 0 ? (path[1..], "") : (path[1..slash], path[(slash + 1)..]);
    }
}
