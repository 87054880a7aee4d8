using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Payload;

/// <summary>What the request's headers say the body's checksums are. Believed once the body agrees.</summary>
/// <param name="Md5">Content-MD5, in base64.</param>
/// <param name="Algorithm">The one other checksum that the request names, in a header or as a trailer to come.</param>
/// <param name="Value">That checksum's value in base64; null where a trailer will bring it.</param>
internal sealed record ExpectedChecksums(string? Md5, ChecksumAlgorithm? Algorithm, string? Value)
{
    public static ExpectedChecksums Of(S3Request request)
    {
        var md5 = request.Header("Content-MD5");
        if (md5 is not null && !(Convert.TryFromBase64String(md5, new byte[md5.Length], out var length) && length == 16))
        {
            throw new S3Exception(S3Error.InvalidDigest, null, ("Content-MD5", md5));
        }

        // x-amz-checksum-* of a Complete request is about the object that it makes, not about the XML that it sends
        return request.Operation == S3Operation.CompleteMultipartUpload
            ? new ExpectedChecksums(md5, null, null)
            : Named(request, md5);
    }

    private static ExpectedChecksums Named(S3Request request, string? md5)
    {
        var given = Array.FindAll(ChecksumAlgorithm.All, algorithm => request.Header(algorithm.Header) is not null);
        var trailer = ChecksumAlgorithm.ByHeader(request.Header("x-amz-trailer"));
        if (given.Length > 1 || (given.Length == 1 && trailer is not null))
        {
            throw new S3Exception(S3Error.InvalidRequest, "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }

        if (given is [var algorithm])
        {
            return new ExpectedChecksums(md5, algorithm, Checked(algorithm, request.Header(algorithm.Header)!));
        }

        if (trailer is null && request.Header("x-amz-trailer") is { } unknown)
        {
            throw new S3Exception(S3Error.InvalidRequest, "The value specified in the x-amz-trailer header is not supported", ("Trailer", unknown));
        }

        if (trailer is null && request.Header("x-amz-sdk-checksum-algorithm") is not null)
        {
            throw new S3Exception(S3Error.InvalidRequest, "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.");
        }

        return new ExpectedChecksums(md5, trailer, null);
    }

    /// <summary>The value, if it is one that the algorithm can have.</summary>
    public static string Checked(ChecksumAlgorithm algorithm, string value) => algorithm.IsValue(value)
        ? value
        : throw new S3Exception(S3Error.InvalidRequest, $"Value for {algorithm.Header} header is invalid.");
}
