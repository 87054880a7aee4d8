namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>A started multipart upload. Its <c>uploadId</c> is a token, not the store's own id.</summary>
internal sealed record CreateResponse(string Key, string UploadId, string Bucket);
