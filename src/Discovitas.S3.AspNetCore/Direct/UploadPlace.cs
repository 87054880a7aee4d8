namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>One direct upload that a sender has started and not finished.</summary>
/// <param name="sender">Who has started it.</param>
/// <param name="number">A number that no other place has.</param>
/// <param name="expires">When nothing more can be sent.</param>
internal sealed class UploadPlace(string sender, long number, DateTimeOffset expires) : IComparable<UploadPlace>
{
    internal string Sender { get; } = sender;

    internal DateTimeOffset Expires { get; } = expires;

    /// <summary>Gets or sets what the client may send; null until it is decided.</summary>
    internal DirectUploadTicket? Ticket { get; set; }

    /// <summary>Gets or sets when the store was last asked whether the upload is finished.</summary>
    internal DateTimeOffset LookedAt { get; set; }

    private long Number { get; } = number;

    /// <summary>Compares the expiry, so that the place that expires first comes first.</summary>
    public int CompareTo(UploadPlace? other) => other is null
        ? 1
        : (Expires, Number).CompareTo((other.Expires, other.Number));
}
