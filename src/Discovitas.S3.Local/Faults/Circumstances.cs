namespace Discovitas.S3.Local.Faults;

/// <summary>What holds while a request is carried out; a fault may change it for its own request.</summary>
/// <param name="Options">The server's options, the clock among them.</param>
/// <param name="Stopping">Ends when the server is about to stop.</param>
/// <param name="DamagesStore">Whether what is stored has a byte changed.</param>
/// <param name="DamagesFile">Whether a form's file comes out of the form with a byte changed.</param>
internal sealed record Circumstances(
    LocalS3Options Options, CancellationToken Stopping, bool DamagesStore = false, bool DamagesFile = false)
{
    public DateTimeOffset Now => Options.TimeProvider.GetUtcNow();
}
