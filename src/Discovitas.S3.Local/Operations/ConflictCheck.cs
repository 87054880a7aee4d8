using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>
/// Rejects a conditional completion if the key was written or deleted since the upload began, even if the condition
/// holds for what the key has now.
/// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
/// </summary>
internal static class ConflictCheck
{
    internal static void Run(S3Request request, UploadMetadata upload, ObjectMetadata? current)
    {
        if (request.Header("If-None-Match") is not null && upload.ETagBefore is not null)
        {
            throw Conflict(request, "If-None-Match");
        }

        if (request.Header("If-Match") is not null
            && (upload.ETagBefore != current?.ETag || upload.Initiated < current?.LastModified))
        {
            throw Conflict(request, "If-Match");
        }
    }

    private static S3Exception Conflict(S3Request request, string condition) =>
        new(S3Error.ConditionalRequestConflict, null, ("Condition", condition), ("Key", request.Key));
}
