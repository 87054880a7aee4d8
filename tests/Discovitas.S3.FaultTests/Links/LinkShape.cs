namespace Discovitas.S3.FaultTests.Links;

/// <summary>How a link behaves towards the store.</summary>
/// <param name="BytesPerSecond">What all connections together may send.</param>
internal sealed record LinkShape(double BytesPerSecond)
{
    /// <summary>How long a byte is on its way.</summary>
    internal TimeSpan Latency { get; init; }

    /// <summary>How many of a thousand pieces are lost at first, and so hold up their connection.</summary>
    internal int LostPerMille { get; init; }

    /// <summary>After how many bytes nothing moves any more; null for never.</summary>
    internal long? SilentAfter { get; init; }
}
