using Discovitas.S3.Local;
using Microsoft.Extensions.Configuration;

namespace Discovitas.S3.TestSupport.Stores;

/// <summary>
/// Where a store is. The embedded one is started by the test; any other is there when its settings are in the
/// environment, named as an app's are with the store's name for the section: <c>Ceph__ServiceUrl</c>,
/// <c>Ceph__Bucket</c>, <c>Ceph__AccessKeyId</c> and so on.
/// </summary>
public static class StoreSettings
{
    public static IConfigurationSection Section(StoreKind store) =>
        new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection(store.ToString());

    /// <summary>Returns why no test can run on the store; null if it is there.</summary>
    public static string? WhyMissing(StoreKind store) => store == StoreKind.Local || Section(store).Exists()
        ? null
        : $"{store} is not there: set {store}__ServiceUrl, {store}__Bucket, {store}__AccessKeyId and "
            + $"{store}__SecretAccessKey.";

    /// <summary>Makes these settings those of a store.</summary>
    public static void PointTo(this S3Settings settings, S3Settings store)
    {
        settings.Bucket = store.Bucket;
        settings.Region = store.Region;
        settings.ServiceUrl = store.ServiceUrl;
        settings.AccessKeyId = store.AccessKeyId;
        settings.SecretAccessKey = store.SecretAccessKey;
    }

    /// <summary>Makes these settings those of an embedded server.</summary>
    public static void PointTo(this S3Settings settings, LocalS3Server server) =>
        settings.PointTo(server.CreateSettings());
}
