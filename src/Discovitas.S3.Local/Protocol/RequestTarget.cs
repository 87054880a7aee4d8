using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Discovitas.S3.Local.Protocol;

/// <summary>
/// What a request is about, whatever it asks. Read from the raw target: Kestrel's path has its dot segments resolved and its escapes
/// undone, but to S3 a key is any bytes, and <c>a//b</c>, <c>a/../b</c> and <c>a%2Fb</c> are what they are.
/// </summary>
/// <param name="Bucket">The bucket; empty where the target names none.</param>
/// <param name="Key">The key, as its exact characters; empty where the target names none.</param>
/// <param name="Path">The decoded path as it was sent.</param>
/// <param name="Query">The decoded query.</param>
internal sealed record RequestTarget(string Bucket, string Key, string Path, QueryParameters Query)
{
    private const int LongestKey = 1024;

    public static RequestTarget Of(HttpContext http)
    {
        var (rawPath, rawQuery) = Split(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var path = PercentEncoding.Decode(rawPath);
        var (bucket, key) = Locate(http.Request.Host.Host, path);
        return new RequestTarget(bucket, key, path, new QueryParameters(rawQuery));
    }

    /// <summary>Throws where a key is longer than S3 takes it.</summary>
    public static void CheckKey(string key)
    {
        if (Encoding.UTF8.GetByteCount(key) > LongestKey)
        {
            throw new S3Exception(S3Error.KeyTooLong, null, ("Size", $"{Encoding.UTF8.GetByteCount(key)}"), ("MaxSizeAllowed", $"{LongestKey}"));
        }
    }

    private static (string Path, string Query) Split(string target)
    {
        if (!target.StartsWith('/'))
        {
            // absolute form, as sent to a proxy: http://host/path
            var authority = target.IndexOf("://", StringComparison.Ordinal);
            var slash = authority < 0 ? -1 : target.IndexOf('/', authority + 3);
            target = slash < 0 ? "/" : target[slash..];
        }

        var mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (target, "") : (target[..mark], target[(mark + 1)..]);
    }

    /// <summary>The bucket stands in the host name (<c>bucket.localhost</c>) or first in the path.</summary>
    private static (string Bucket, string Key) Locate(string host, string path)
    {
        const string VirtualHost = ".localhost";
        if (host.EndsWith(VirtualHost, StringComparison.OrdinalIgnoreCase))
        {
            return (host[..^VirtualHost.Length], path[1..]);
        }

        if (host is not ("127.0.0.1" or "localhost"))
        {
            // a page elsewhere may point a name of its own at 127.0.0.1 and have the browser call us under that name
            throw new S3Exception(S3Error.AccessDenied, "This server answers to 127.0.0.1, localhost and bucket.localhost only.");
        }

        var slash = path.IndexOf('/', 1);
        return slash < 0 ? (path[1..], "") : (path[1..slash], path[(slash + 1)..]);
    }
}
