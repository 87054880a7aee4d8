namespace Discovitas.S3.Local.Protocol;

/// <summary>A parsed request.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Bucket">The bucket; empty if the operation has none.</param>
/// <param name="Key">The key, decoded; empty if the operation has none.</param>
/// <param name="Path">The decoded path as it was sent, which is what the client signed.</param>
/// <param name="Query">The decoded query.</param>
/// <param name="Headers">The headers.</param>
internal sealed record S3Request(
    string Method,
    S3Operation Operation,
    string Bucket,
    string Key,
    string Path,
    QueryParameters Query,
    IHeaderDictionary Headers)
{
    /// <summary>Parses a request for this target.</summary>
    internal static S3Request From(HttpContext http, RequestTarget target)
    {
        RequestTarget.CheckKey(target.Key);
        var headers = http.Request.Headers;
        var isCopy = headers.ContainsKey("x-amz-copy-source");
        var operation = Grammar.Match(http.Request.Method, target, isCopy);
        return new S3Request(
            http.Request.Method, operation, target.Bucket, target.Key, target.Path, target.Query, headers);
    }

    /// <summary>Returns a header's value, or <see langword="null"/> if it is missing or empty.</summary>
    internal string? Header(string name)
    {
        var value = Headers[name].ToString();
        return value.Length == 0 ? null : value;
    }

    /// <summary>Returns an integer of the query within its limits, or the default if the query has none.</summary>
    internal int Number(string name, int fallback, int least, int most)
    {
        return Number((name, Query[name]), fallback, least, most);
    }

    /// <summary>Returns an integer of a header that is not negative, or the default without the header.</summary>
    internal int HeaderNumber(string name, int fallback) => Number((name, Header(name)), fallback, 0, int.MaxValue);

    private static int Number((string Name, string? Text) parameter, int fallback, int least, int most)
    {
        var (name, text) = parameter;
        if (string.IsNullOrEmpty(text))
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        throw new S3Exception(
            S3Error.InvalidArgument, $"{name} must be an integer between {least} and {most}",
            ("ArgumentName", name), ("ArgumentValue", text));
    }
}
