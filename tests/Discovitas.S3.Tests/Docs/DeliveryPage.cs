using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Tests.Docs;

/// <summary>The examples of docs/delivery.md.</summary>
internal static class DeliveryPage
{
    internal static async Task<TemporaryUrl> TemporaryAsync(S3Service s3, string key)
    {
        var url = await s3.GetTemporaryUrlAsync(key, TimeSpan.FromMinutes(10), downloadName: "contract.pdf");
        return url;
    }

    internal static async Task<TemporaryUrl> StableAsync(S3Service s3, string key)
    {
        var url = await s3.GetTemporaryUrlAsync(key, TimeSpan.FromMinutes(10), stableFor: TimeSpan.FromMinutes(30));
        return url;
    }

    internal static void CloudFront(IServiceCollection services, string privateKeyPem, string keyPairId)
    {
        services.AddS3Uploads().Configure(settings =>
        {
            settings.PublicBaseUrl = "https://d111111abcdef8.cloudfront.net";
            settings.SignUrl = (url, _) => ValueTask.FromResult(AmazonCloudFrontUrlSigner.GetCannedSignedURL(
                url.Url, new StringReader(privateKeyPem), keyPairId, url.ExpiresAt.UtcDateTime));
        });
    }

    /// <summary>Stands for the class of the CloudFront package, which the tests do not depend on.</summary>
    private static class AmazonCloudFrontUrlSigner
    {
        internal static string GetCannedSignedURL(
            string resourceUrlOrPath, TextReader privateKey, string keyPairId, DateTime expiresOn) =>
            $"{resourceUrlOrPath}?Expires={expiresOn:O}&Key-Pair-Id={keyPairId}&Signature={privateKey.ReadToEnd()}";
    }
}
