using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Buckets;

/// <summary>Shows how much of a bucket has been listed.</summary>
internal sealed class ListingStatus(Action<string> show) : IProgress<HousekeepingProgress>
{
    public void Report(HousekeepingProgress value) =>
        show($"Listing: {DisplayText.Count(value.Objects)} object(s), {DisplayText.Size(value.Bytes)}");
}
