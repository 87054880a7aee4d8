using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Configuration;

/// <summary>
/// Rejects two calls of <c>AddS3Uploads</c> that give one store two buckets, since only the last would be used.
/// </summary>
internal sealed class OneBucketPerStore(IServiceProvider services) : IValidateOptions<S3Settings>
{
    public ValidateOptionsResult Validate(string? name, S3Settings options)
    {
        var sources = services.GetServices<S3SettingsSource>().Where(source => source.Store == name).ToList();
        var buckets = sources.Count < 2
            ? []
            : sources.Select(BucketOf).Where(bucket => bucket.Length > 0).Distinct().ToList();
        return buckets.Count < 2 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(
            $"AddS3Uploads is called {sources.Count} times for the {StoreText(name)}, with the buckets "
            + $"{string.Join(" and ", buckets)}. Give each bucket a store of its own, with AddS3Uploads(\"name\"), "
            + "or change one store's settings with Configure.");
    }

    private string BucketOf(S3SettingsSource source)
    {
        var alone = new S3Settings();
        source.ApplyTo(alone, services.GetService<IConfiguration>(), known: null);
        return alone.Bucket ?? "";
    }

    private static string StoreText(string? name) => string.IsNullOrEmpty(name) ? "default store" : $"store '{name}'";
}
