using System.Text;

namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>A response as it goes over the wire.</summary>
internal sealed record RawReply(int Status)
{
    internal IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    internal byte[] Body { get; init; } = [];

    /// <summary>The length to state, where that is not the body's: a HEAD.</summary>
    internal long? StatedLength { get; init; }

    /// <summary>Whether the length is stated; else the body ends with the connection.</summary>
    internal bool HasLength { get; init; } = true;

    /// <summary>A page of a server between the app and the store.</summary>
    internal static RawReply Page(int status) => new(status)
    {
        Headers = new Dictionary<string, string>
        {
            ["Content-Type"] = "text/html",
            ["ETag"] = "\"5f3-60ab\"",
            ["Last-Modified"] = BucketModel.Date,
        },
        Body = Encoding.UTF8.GetBytes("<html><body><p>Please sign in.</p></body></html>"),
    };

    /// <summary>What an API gateway answers.</summary>
    internal static RawReply Json(int status) => new(status)
    {
        Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json", ["ETag"] = "\"a1\"" },
        Body = "{\"message\":\"no route\"}"u8.ToArray(),
    };

    internal static RawReply Error(int status, string code) => Xml(
        status, $"<Error><Code>{code}</Code><Message>no</Message><RequestId>1</RequestId></Error>");

    internal static RawReply Xml(int status, string xml) => FromStore(status) with
    {
        Body = Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml),
    };

    internal static RawReply FromStore(int status) => new RawReply(status).With("x-amz-request-id", "R1");

    internal RawReply With(string name, string? value) => value is null
        ? this
        : this with { Headers = new Dictionary<string, string>(Headers) { [name] = value } };

    internal RawReply Without(string name)
    {
        var headers = new Dictionary<string, string>(Headers);
        headers.Remove(name);
        return this with { Headers = headers };
    }

    internal byte[] Head()
    {
        var text = new StringBuilder($"HTTP/1.1 {Status} Answer\r\n");
        foreach (var (name, value) in Headers)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (Status is not 204 && HasLength)
        {
            text.Append("Content-Length: ").Append(StatedLength ?? Body.Length).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(text.Append("\r\n").ToString());
    }
}
