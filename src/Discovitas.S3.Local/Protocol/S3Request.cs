using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Protocol;

/// <summary>A request, read: what is asked of which bucket and key.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Operation">What is asked.</param>
/// <param name="Bucket">The bucket; empty where the operation has none.</param>
/// <param name="Key">The key, as its exact characters; empty where the operation has none.</param>
/// <param name="Path">The decoded path as it was sent, which is what the client signed.</param>
/// <param name="Query">The decoded query.</param>
/// <param name="Headers">The headers.</param>
internal sealed record S3Request(
    string Method, S3Operation Operation, string Bucket, string Key, string Path, QueryParameters Query, IHeaderDictionary Headers)
{
    /// <summary>Understands a request for this target.</summary>
    public static S3Request Of(HttpContext http, RequestTarget target)
    {
        RequestTarget.CheckKey(target.Key);
        var headers = http.Request.Headers;
        var copies = headers.ContainsKey("x-amz-copy-source");
        var operation = Grammar.Match(http.Request.Method, target, copies);
        return new S3Request(http.Request.Method, operation, target.Bucket, target.Key, target.Path, target.Query, headers);
    }

    /// <summary>The header's value, or null where it is missing or empty.</summary>
    public string? Header(string name)
    {
        var value = Headers[name].ToString();
        return value.Length == 0 ? null : value;
    }

    /// <summary>A whole number of the query within its limits, or the default where the query has none.</summary>
    public int Number(string name, int fallback, int least, int most)
    {
        var text = Query[name];
        if (string.IsNullOrEmpty(text))
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        throw new S3Exception(S3Error.InvalidArgument, $"{name} must be an integer between {least} and {most}",
            ("ArgumentName", name), ("ArgumentValue", text));
    }
}
