namespace Discovitas.S3;

/// <summary>Represents the options of <see cref="ClamAvInspector"/>.</summary>
public sealed class ClamAvOptions
{
    internal const int MaxChunkSize = 16 * 1024 * 1024;

    /// <summary>
    /// Gets or sets where clamd listens: <c>host:port</c>, or the path of its Unix socket, for instance
    /// <c>/run/clamav/clamd.ctl</c>.
    /// </summary>
    /// <value>The default is <c>localhost:3310</c>.</value>
    public string Endpoint { get; set; } = "localhost:3310";

    /// <summary>Gets or sets how many bytes of a file are read and sent to clamd at a time.</summary>
    /// <value>The default is 64 KiB. The value must be between 1 byte and 16 MiB.</value>
    public int ChunkSize { get; set; } = 64 * 1024;

    /// <summary>
    /// Gets or sets how long connecting to clamd may take. The whole inspection is limited by
    /// <see cref="S3Settings.InspectionTimeout"/>.
    /// </summary>
    /// <value>The default is 5 seconds. The value must be more than 0 and at most 1 hour.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets a value indicating whether a file that is longer than clamd accepts (its <c>StreamMaxLength</c>) is
    /// rejected. Otherwise it counts as not inspected, so that it can be tried again once clamd accepts more.
    /// </summary>
    /// <value>The default is true.</value>
    public bool RejectsTooLong { get; set; } = true;
}
