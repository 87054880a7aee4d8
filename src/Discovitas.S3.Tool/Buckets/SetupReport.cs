using System.Text.Json;

namespace Discovitas.S3.Tool.Buckets;

/// <summary>Represents what the bucket needs, and what the command <c>setup</c> has changed.</summary>
internal sealed record SetupReport
{
    public required JsonElement Lifecycle { get; init; }

    public required JsonElement? Cors { get; init; }

    public required JsonElement? PublicReadPolicy { get; init; }

    public required JsonElement LeastIamPolicy { get; init; }

    /// <summary>Gets what was applied; null if nothing was to be.</summary>
    public required SetupChanges? Applied { get; init; }

    internal static SetupReport Create(BucketSetup setup, SetupChanges? applied) => new()
    {
        Lifecycle = JsonElement.Parse(setup.LifecycleJson),
        Cors = setup.CorsJson is { } cors ? JsonElement.Parse(cors) : null,
        PublicReadPolicy = setup.PublicReadPolicyJson is { } policy ? JsonElement.Parse(policy) : null,
        LeastIamPolicy = JsonElement.Parse(setup.LeastIamPolicyJson),
        Applied = applied,
    };
}
