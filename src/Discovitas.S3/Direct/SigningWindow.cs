namespace Discovitas.S3.Direct;

/// <summary>
/// The time for which a URL is signed. In a window everybody gets the same: it begins at a multiple of its length, so
/// that processes which know nothing of each other agree.
/// </summary>
/// <param name="Start">The time of the signature, in whole seconds.</param>
/// <param name="Seconds">How long the URL is valid from then on.</param>
/// <param name="StableUntil">The end of the window; null if there is none.</param>
internal readonly record struct SigningWindow(DateTimeOffset Start, long Seconds, DateTimeOffset? StableUntil)
{
    internal DateTimeOffset End => Start.AddSeconds(Seconds);

    internal static SigningWindow Get(DateTimeOffset now, TimeSpan lifetime, TimeSpan? stableFor)
    {
        const long Longest = 7 * 24 * 3600;
        var second = now.ToUnixTimeSeconds();
        var seconds = (long)Math.Ceiling(lifetime.TotalSeconds);
        if (stableFor is not { } length)
        {
            // The second in which it is signed has begun, and does not count.
            var signed = DateTimeOffset.FromUnixTimeSeconds(second);
            seconds = Math.Min(Longest, (long)Math.Ceiling((now + lifetime - signed).TotalSeconds));
            return new SigningWindow(signed, seconds, null);
        }

        var window = (long)length.TotalSeconds;
        var start = DateTimeOffset.FromUnixTimeSeconds(second - (second % window));
        return new SigningWindow(start, window + seconds, start.AddSeconds(window));
    }

    /// <summary>Returns the window as far as the credentials last.</summary>
    internal SigningWindow EndingBy(DateTimeOffset? expiration)
    {
        if (StableUntil is null || expiration is not { } end || end >= End)
        {
            return this;
        }

        var seconds = Math.Max(1, (long)(end - Start).TotalSeconds);
        return this with { Seconds = seconds, StableUntil = StableUntil < end ? StableUntil : end };
    }
}
