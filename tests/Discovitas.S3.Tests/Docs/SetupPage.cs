namespace Discovitas.S3.Tests.Docs;

/// <summary>The examples of docs/setup.md.</summary>
internal static class SetupPage
{
    internal static async Task<bool> SetUpAsync(S3Service s3, CancellationToken cancellationToken)
    {
        var options = new SetupOptions { Origins = ["https://app.example.com"], PublicUrls = true };
        BucketSetup setup = await s3.Housekeeping.GetSetupAsync(options, cancellationToken);
        await File.WriteAllTextAsync("lifecycle.json", setup.LifecycleJson, cancellationToken);
        await File.WriteAllTextAsync("cors.json", setup.CorsJson, cancellationToken);
        await File.WriteAllTextAsync("public-read.json", setup.PublicReadPolicyJson, cancellationToken);
        await File.WriteAllTextAsync("app-policy.json", setup.LeastIamPolicyJson, cancellationToken);

        bool changed = await s3.Housekeeping.ApplyLifecycleAsync(options, cancellationToken);
        changed |= await s3.Housekeeping.ApplyCorsAsync(options, cancellationToken);
        return changed;
    }
}
