using Amazon.S3;
using Amazon.S3.Transfer;

namespace Discovitas.S3.Benchmarks.Clients;

/// <summary>
/// The SDK's <c>TransferUtility</c> by its defaults, given the content in one of the forms that it takes.
/// </summary>
internal sealed class TransferUploader : IUploader
{
    private readonly Target _target;
    private readonly Action<TransferUtilityUploadRequest, Content> _form;
    private readonly IAmazonS3 _s3;
    private readonly TransferUtility _transfer;

    internal TransferUploader(Target target, Action<TransferUtilityUploadRequest, Content> form)
    {
        _target = target;
        _form = form;
        _s3 = SdkClients.ByDefault(target);
        _transfer = new TransferUtility(_s3);
    }

    public Task UploadAsync(Content content)
    {
        var request = new TransferUtilityUploadRequest
        {
            BucketName = _target.Bucket,
            Key = _target.NextKey(),
            ContentType = Target.ContentType,
        };
        _form(request, content);
        return _transfer.UploadAsync(request);
    }

    public void Dispose()
    {
        _transfer.Dispose();
        _s3.Dispose();
    }
}
