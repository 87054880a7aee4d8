using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Signing;

namespace Discovitas.S3.Direct;

/// <summary>
/// Describes a URL to the SDK, for an app's own client: only that knows its credentials and its endpoint.
/// </summary>
internal static class SdkUrl
{
    internal static GetPreSignedUrlRequest Request(UnsignedUrl url, string bucket, bool isHttps)
    {
        var request = new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = url.Key.Value,
            Verb = url.Method is "PUT" ? HttpVerb.PUT : HttpVerb.GET,
            Protocol = isHttps ? Protocol.HTTPS : Protocol.HTTP,
        };
        if (url.Part is { } part)
        {
            (request.UploadId, request.PartNumber) = (part.UploadId, part.Number);
        }

        if (url.Disposition is { } disposition)
        {
            request.ResponseHeaderOverrides.ContentDisposition = disposition;
        }

        foreach (var (name, value) in url.Headers)
        {
            request.Headers[name] = value;
        }

        return request;
    }
}
