namespace Discovitas.S3;

/// <content>The classes that do more than uploads.</content>
public partial class S3Service
{
    /// <summary>Gets the uploads that clients send to the store themselves.</summary>
    public virtual S3DirectUploads Direct => _direct;

    /// <summary>Gets what measures and cleans the bucket, and prepares it for uploads.</summary>
    public virtual S3Housekeeping Housekeeping => _housekeeping;
}
