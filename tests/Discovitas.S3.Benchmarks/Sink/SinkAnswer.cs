using System.Text;

namespace Discovitas.S3.Benchmarks.Sink;

/// <summary>Just enough of S3 for every client to be content.</summary>
internal static class SinkAnswer
{
    private const string ETag = "\"d41d8cd98f00b204e9800998ecf8427e\"";
    private const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    internal static byte[] To(SinkRequest request) => request switch
    {
        { Method: "POST", Target: var target } when target.EndsWith("?uploads", StringComparison.Ordinal)
            || target.Contains("?uploads=", StringComparison.Ordinal) =>
            Xml("InitiateMultipartUploadResult", "<Bucket>bench</Bucket><Key>k</Key><UploadId>u</UploadId>"),
        { Method: "POST" } =>
            Xml(
                "CompleteMultipartUploadResult",
                $"<Location>l</Location><Bucket>bench</Bucket><Key>k</Key><ETag>{ETag}</ETag>"),
        { Method: "GET" } => Xml("LocationConstraint", "us-east-1"),
        { Method: "DELETE" } => Bytes("204 No Content", "", ""),
        { Crc32: { } crc32 } => Bytes(
            "200 OK", $"ETag: {ETag}\r\nx-amz-checksum-crc32: {crc32}\r\nContent-Length: 0\r\n", ""),
        _ => Bytes("200 OK", $"ETag: {ETag}\r\nContent-Length: 0\r\n", ""),
    };

    private static byte[] Xml(string name, string content)
    {
        var body = $"<{name} xmlns=\"{Namespace}\">{content}</{name}>";
        return Bytes("200 OK", $"Content-Type: application/xml\r\nContent-Length: {body.Length}\r\n", body);
    }

    private static byte[] Bytes(string status, string headers, string body) =>
        Encoding.Latin1.GetBytes(
            $"HTTP/1.1 {status}\r\nServer: sink\r\nx-amz-request-id: 0123456789ABCDEF\r\n{headers}\r\n{body}");
}
