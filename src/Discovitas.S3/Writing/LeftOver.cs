namespace Discovitas.S3.Writing;

/// <summary>Names the multipart upload that could not be removed in the failure that the caller sees.</summary>
internal static class LeftOver
{
    internal static void Name(Exception failure, string uploadId)
    {
        if (failure is S3StoreException known)
        {
            known.UnfinishedUploadId = uploadId;
        }
        else
        {
            // A refusal, a cancellation or what the caller's own stream has thrown: never wrapped, so the id goes beside it.
            failure.Data[S3StoreException.UnfinishedUploadIdKey] = uploadId;
        }
    }
}
