using Discovitas.S3.Benchmarks.Clients;
using Discovitas.S3.Benchmarks.Measuring;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Benchmarks.Stores;

/// <summary>
/// A Ceph RADOS Gateway, where the environment names one as it does for the contract tests: <c>Ceph__ServiceUrl</c>,
/// <c>CephTls__ServiceUrl</c> and so on. <c>.ci/ceph start</c> starts one and tells these names.
/// </summary>
internal static class CephStore
{
    private static readonly string[] Sections = ["Ceph", "CephTls"];

    // The bare PUT fails in a store that checks signatures; the MinIO client and the SDK's defaults stand beside
    // ours on the sink.
    private static readonly string[] LeftOut = [Uploaders.Raw, Uploaders.Minio];

    /// <summary>Those that are there, each with its bucket.</summary>
    internal static async Task<IReadOnlyList<Site>> FindAsync(IReadOnlyList<string> schemes)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var sites = new List<Site>();
        foreach (var settings in Sections.Select(environment.GetSection).Where(section => section.Exists()))
        {
            var target = new Target(
                new Uri(settings["ServiceUrl"]!),
                settings["Bucket"]!,
                settings["Region"] ?? "us-east-1",
                settings["AccessKeyId"]!,
                settings["SecretAccessKey"]!);
            if (schemes.Contains(target.Url.Scheme))
            {
                using var s3 = SdkClients.ByDefault(target);
                await s3.PutBucketAsync(target.Bucket);
                sites.Add(new Site($"{target.Url.Scheme} to Ceph", target, null));
            }
        }

        return sites;
    }

    internal static Plan Reduce(Plan plan) => plan with
    {
        Cases =
        [
            .. plan.Cases.Where(upload => upload is { SizeName: "100KiB", Concurrency: 16 } or { SizeName: "64MiB" })
            .Select(upload => upload with { Uploads = upload.Uploads / 4 }),
        ],
        Clients = [.. plan.Clients.Except(LeftOut)],
    };

    /// <summary>
    /// Deletes what the library has uploaded, under keys of its own making, so that the store does not fill up.
    /// </summary>
    internal static async Task CleanAsync(Target target)
    {
        await using var services = SdkClients.AsOurs(target);
        var service = services.GetRequiredService<S3Service>();
        await service.DeleteAsync(await service.ListAsync(Target.Folder).Select(file => file.Key).ToListAsync());
    }
}
