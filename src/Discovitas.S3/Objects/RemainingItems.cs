namespace Discovitas.S3.Objects;

/// <summary>
/// Names what a failed upload has left in the bucket, where the caller looks: in the exception that it catches. An
/// exception other than <see cref="S3StoreException"/> (a rejection, a cancellation, an exception of the caller's
/// stream) is never wrapped, so it holds the names in its data.
/// </summary>
internal static class RemainingItems
{
    /// <summary>Stands for the id of a multipart upload whose response was lost.</summary>
    internal const string UnknownId = "unknown";

    internal static void NameUpload(Exception failure, string uploadId)
    {
        if (failure is S3StoreException known)
        {
            known.UnfinishedUploadId = uploadId;
        }
        else
        {
            failure.Data[S3StoreException.UnfinishedUploadIdKey] = uploadId;
        }
    }

    internal static void NameObject(Exception failure, string key)
    {
        var known = failure as S3StoreException;
        var named = known?.RemainingObjects
            ?? failure.Data[S3StoreException.RemainingObjectsKey] as IReadOnlyList<string>
            ?? [];
        string[] all = named.Contains(key) ? [.. named] : [.. named, key];
        if (known is not null)
        {
            known.RemainingObjects = all;
        }
        else
        {
            failure.Data[S3StoreException.RemainingObjectKey] = all[0];
            failure.Data[S3StoreException.RemainingObjectsKey] = all;
        }
    }
}
