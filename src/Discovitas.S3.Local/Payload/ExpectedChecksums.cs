using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Payload;

/// <summary>The checksums of the body according to the headers of the request.</summary>
/// <param name="Md5">The Content-MD5 header, in base64.</param>
/// <param name="Algorithm">The other checksum that the request has, in a header or as a trailer.</param>
/// <param name="Value">Its value in base64; <see langword="null"/> if it follows as a trailer.</param>
internal sealed record ExpectedChecksums(string? Md5, ChecksumAlgorithm? Algorithm, string? Value)
{
    private const string Start = "x-amz-checksum-";

    internal static ExpectedChecksums From(S3Request request)
    {
        var md5 = request.Header("Content-MD5");
        if (md5 is not null
            && !(Convert.TryFromBase64String(md5, new byte[md5.Length], out var length) && length == 16))
        {
            throw new S3Exception(S3Error.InvalidDigest, null, ("Content-MD5", md5));
        }

        // The x-amz-checksum-* of CompleteMultipartUpload is that of the object, not that of the XML in the body.
        return request.Operation == S3Operation.CompleteMultipartUpload
            ? new ExpectedChecksums(md5, null, null)
            : Named(request, md5);
    }

    private static ExpectedChecksums Named(S3Request request, string? md5)
    {
        if (request.Headers.Keys.FirstOrDefault(IsUnknown) is { } header)
        {
            throw new S3Exception(S3Error.NotImplemented, null, ("Header", header));
        }

        var given = Array.FindAll(ChecksumAlgorithm.All, algorithm => request.Header(algorithm.Header) is not null);
        var trailer = ChecksumAlgorithm.FromHeader(request.Header("x-amz-trailer"));
        if (given.Length > 1 || (given.Length == 1 && trailer is not null))
        {
            throw new S3Exception(
                S3Error.InvalidRequest,
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }

        if (given is [var algorithm])
        {
            return new ExpectedChecksums(md5, algorithm, Checked(algorithm, request.Header(algorithm.Header)!));
        }

        if (trailer is null && request.Header("x-amz-trailer") is { } unknown)
        {
            throw new S3Exception(
                S3Error.InvalidRequest, "The value specified in the x-amz-trailer header is not supported",
                ("Trailer", unknown));
        }

        if (trailer is null && request.Header("x-amz-sdk-checksum-algorithm") is not null)
        {
            throw new S3Exception(
                S3Error.InvalidRequest,
                "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* " +
                "or x-amz-trailer headers were found.");
        }

        return new ExpectedChecksums(md5, trailer, null);
    }

    // A checksum that nobody checks would be taken for one that is right.
    private static bool IsUnknown(string header) =>
        header.StartsWith(Start, StringComparison.OrdinalIgnoreCase)
        && !header.EndsWith("-algorithm", StringComparison.OrdinalIgnoreCase)
        && !header.EndsWith("-type", StringComparison.OrdinalIgnoreCase)
        && !header.EndsWith("-mode", StringComparison.OrdinalIgnoreCase)
        && ChecksumAlgorithm.FromHeader(header) is null;

    /// <summary>Returns the value, or throws if the algorithm cannot have it.</summary>
    internal static string Checked(ChecksumAlgorithm algorithm, string value) => algorithm.IsValue(value)
        ? value
        : throw new S3Exception(S3Error.InvalidRequest, $"Value for {algorithm.Header} header is invalid.");
}
