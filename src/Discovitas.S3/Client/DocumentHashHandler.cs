using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3.Model;

namespace Discovitas.S3.Client;

/// <summary>
/// Adds the MD5 of lifecycle rules to their request, which Ceph requires; the SDK sends only newer checksums. Amazon S3
/// accepts both (API reference, PutBucketLifecycleConfiguration).
/// </summary>
internal sealed class DocumentHashHandler : PipelineHandler
{
    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var context = executionContext.RequestContext;
        if (context.OriginalRequest is PutLifecycleConfigurationRequest && context.Request.Content is { } document)
        {
            context.Request.Headers["Content-MD5"] = Md5(document);
        }

        return base.InvokeAsync<T>(executionContext);
    }

    [SuppressMessage("Security", "CA5351", Justification = "The protocol's check against damage, not a protection.")]
    private static string Md5(byte[] document) => Convert.ToBase64String(MD5.HashData(document));
}
