using Discovitas.S3.Housekeeping;

namespace Discovitas.S3;

/// <summary>
/// Measures and cleans a bucket, and prepares it for uploads. <see cref="S3Service.Housekeeping"/> returns the
/// instance. Thread-safe.
/// </summary>
public partial class S3Housekeeping
{
    internal S3Housekeeping(HousekeepingContext context) => Context = context;

    /// <summary>Initializes an instance for an app's tests that mock this class.</summary>
    protected S3Housekeeping()
    {
    }

    /// <summary>Gets what the methods use.</summary>
    internal HousekeepingContext Context { get; } = null!;
}
