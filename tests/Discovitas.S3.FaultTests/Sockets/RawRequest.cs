namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>A request as it came over the wire. The body is empty while only the head has been read.</summary>
internal sealed record RawRequest(string Method, string Path, IReadOnlyDictionary<string, string> Query)
{
    internal IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    internal byte[] Body { get; init; } = [];

    /// <summary>The bucket's name is the first segment of the path.</summary>
    internal string Key => Path.TrimStart('/').Split('/', 2) is [_, var key] ? Uri.UnescapeDataString(key) : "";

    internal int ContentLength => int.TryParse(Header("Content-Length"), out var length) ? length : 0;

    internal RawOperation Operation => (Method, Query) switch
    {
        ("PUT", var query) when query.ContainsKey("partNumber") => RawOperation.Part,
        ("PUT", var query) when query.ContainsKey("tagging") => RawOperation.Tag,
        ("PUT", _) when Header("x-amz-copy-source") is not null => RawOperation.Copy,
        ("PUT", _) => RawOperation.Put,
        ("POST", var query) when query.ContainsKey("uploads") => RawOperation.Create,
        ("POST", var query) when query.ContainsKey("delete") => RawOperation.DeleteMany,
        ("POST", _) => RawOperation.Complete,
        ("DELETE", var query) when query.ContainsKey("uploadId") => RawOperation.Abort,
        ("DELETE", _) => RawOperation.Delete,
        ("HEAD", _) => RawOperation.Head,
        (_, var query) when query.ContainsKey("tagging") => RawOperation.GetTags,
        (_, var query) when query.ContainsKey("uploads") => RawOperation.ListUploads,
        (_, var query) when query.ContainsKey("uploadId") => RawOperation.ListParts,
        (_, var query) when query.ContainsKey("list-type") => RawOperation.List,
        _ => RawOperation.Get,
    };

    internal string? Header(string name) => Headers.GetValueOrDefault(name);

    internal string UploadId => Query.GetValueOrDefault("uploadId", "");
}
