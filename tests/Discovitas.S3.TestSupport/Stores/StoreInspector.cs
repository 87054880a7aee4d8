using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local;

namespace Discovitas.S3.TestSupport.Stores;

/// <summary>Looks into a bucket behind everybody's back, with a client of its own.</summary>
public sealed class StoreInspector : IDisposable
{
    private readonly string _bucket;

    public StoreInspector(S3Settings settings)
    {
        _bucket = settings.Bucket!;
        Client = new AmazonS3Client(
            new BasicAWSCredentials(settings.AccessKeyId, settings.SecretAccessKey),
            new AmazonS3Config
            {
                ServiceURL = settings.ServiceUrl,
                AuthenticationRegion = settings.Region,
                ForcePathStyle = true,
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,

                // Otherwise it would sign with the skew that an earlier test made it believe in.
                DisableClockSkewCorrection = true,
            });
    }

    public StoreInspector(LocalS3Server server)
        : this(server.CreateSettings())
    {
    }

    public AmazonS3Client Client { get; }

    /// <summary>Returns the keys of all objects below a prefix.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(string prefix = "")
    {
        var found = new List<string>();
        var request = new ListObjectsV2Request { BucketName = _bucket, Prefix = prefix };
        do
        {
            var page = await Client.ListObjectsV2Async(request);
            found.AddRange((page.S3Objects ?? []).Select(one => one.Key));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
        return found;
    }

    /// <summary>Returns the multipart uploads below a prefix that are neither complete nor aborted.</summary>
    public async Task<IReadOnlyList<MultipartUpload>> UploadsAsync(string prefix = "")
    {
        var request = new ListMultipartUploadsRequest { BucketName = _bucket, Prefix = prefix };
        return (await Client.ListMultipartUploadsAsync(request)).MultipartUploads ?? [];
    }

    /// <summary>Returns all that is below a prefix: keys of objects, then unfinished multipart uploads.</summary>
    public async Task<IReadOnlyList<string>> LeftAsync(string prefix = "") =>
    [
        .. await KeysAsync(prefix),
        .. (await UploadsAsync(prefix)).Select(found => $"upload {found.UploadId} of {found.Key}"),
    ];

    public async Task<(byte[] Bytes, string ContentType)> ReadAsync(string key)
    {
        using var answer = await Client.GetObjectAsync(_bucket, key);
        return (await TestBytes.ReadAllAsync(answer.ResponseStream), answer.Headers.ContentType);
    }

    /// <summary>Replaces the lifecycle rules of the bucket by one.</summary>
    public Task PutLifecycleAsync(LifecycleFilterPredicate condition, int? days, int? abortDays, bool isEnabled = true)
    {
        var rule = new LifecycleRule
        {
            Id = "theirs",
            Status = isEnabled ? LifecycleRuleStatus.Enabled : LifecycleRuleStatus.Disabled,
            Filter = new LifecycleFilter { LifecycleFilterPredicate = condition },
            Expiration = days is null ? null : new LifecycleRuleExpiration { Days = days },
        };
        if (abortDays is not null)
        {
            rule.AbortIncompleteMultipartUpload = new() { DaysAfterInitiation = abortDays };
        }

        var rules = new LifecycleConfiguration { Rules = [rule] };
        return Client.PutLifecycleConfigurationAsync(_bucket, rules);
    }

    /// <summary>Returns the lifecycle rules of the bucket.</summary>
    public async Task<IReadOnlyList<LifecycleRule>> LifecycleAsync() =>
        (await Client.GetLifecycleConfigurationAsync(_bucket)).Configuration.Rules;

    /// <summary>Returns the CORS rules of the bucket.</summary>
    public async Task<IReadOnlyList<CORSRule>> CorsAsync() =>
        (await Client.GetCORSConfigurationAsync(_bucket)).Configuration.Rules;

    /// <summary>Removes all that is below a prefix.</summary>
    public async Task EmptyAsync(string prefix = "")
    {
        foreach (var upload in await UploadsAsync(prefix))
        {
            await Client.AbortMultipartUploadAsync(_bucket, upload.Key, upload.UploadId);
        }

        foreach (var key in await KeysAsync(prefix))
        {
            await Client.DeleteObjectAsync(_bucket, key);
        }
    }

    public void Dispose() => Client.Dispose();
}
