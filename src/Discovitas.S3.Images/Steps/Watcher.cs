namespace Discovitas.S3.Images.Steps;

/// <summary>Sees bytes that are copied or skipped.</summary>
internal abstract class Watcher
{
    internal abstract void Append(ReadOnlySpan<byte> bytes);
}
