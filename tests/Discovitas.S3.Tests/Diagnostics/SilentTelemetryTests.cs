using Discovitas.S3.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace Discovitas.S3.Tests.Diagnostics;

/// <summary>What telemetry costs where nobody listens. Not beside other tests, some of which do.</summary>
[Collection(nameof(Alone))]
public sealed class SilentTelemetryTests
{
    [Fact]
    public void UploadActivity_WithNobodyListening_AllocatesNothing()
    {
        var key = ObjectKey.CreateUnused("uploads/");
        var type = MediaType.Parse("image/jpeg");
        var store = new StoreContext("b", TimeProvider.System, NullLogger.Instance) { Store = "avatars" };
        Upload(store, key, type);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Upload(store, key, type);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private static void Upload(StoreContext store, ObjectKey key, MediaType type)
    {
        using var activity = UploadActivity.Start(store);
        activity.Describe(key, type);
        activity.Stored(key, size: 1024, parts: 1);
    }

    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;
}
