namespace Discovitas.S3.Setup;

/// <summary>Creates the documents that prepare a bucket.</summary>
internal static class SetupDocuments
{
    internal static BucketSetup Create(S3Settings settings, SetupOptions options) => new()
    {
        LifecycleJson = LifecycleRules.ToJson(LifecycleRules.Create(settings, options)),
        CorsJson = options.Origins.Count > 0
            ? CorsRules.ToJson(CorsRules.Create(settings, options.Origins))
            : null,
        PublicReadPolicyJson = options.PublicUrls ? PublicReadPolicy(settings) : null,
        LeastIamPolicyJson = LeastRights.ToJson(settings, options),
    };

    /// <summary>Returns the bucket policy that lets anyone read the files that are kept.</summary>
    internal static string PublicReadPolicy(S3Settings settings) => PolicyJson.Write(
    [
        new PolicyStatement("PublicRead", ["s3:GetObject"], [Arn.Files(settings, settings.KeyPrefix)])
        { IsForAnyone = true },
    ]);
}
