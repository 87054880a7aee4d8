namespace Discovitas.S3.Direct;

/// <summary>Says until when the store accepts a signature.</summary>
/// <param name="At">The expiry, as far as it is known.</param>
/// <param name="MayBeEarlier">Whether credentials of unknown expiry have signed.</param>
internal readonly record struct Expiry(DateTimeOffset At, bool MayBeEarlier);
