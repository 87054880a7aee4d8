using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.Steps;

/// <summary>A format's way through a file, one step after the other, without any input or output of its own.</summary>
/// <param name="format">The format.</param>
internal abstract class StepMachine(ImageFormat format)
{
    /// <summary>The most bytes that a step may ask for.</summary>
    internal const int MostNeeded = 2048;

    /// <summary>Gets the format.</summary>
    internal ImageFormat Format { get; } = format;

    /// <summary>
    /// Returns the next step. The first call has no bytes; each later one has those that were asked for.
    /// </summary>
    /// <exception cref="BrokenImageException">The bytes are not as the format has them.</exception>
    internal abstract Step Next(ReadOnlySpan<byte> bytes);

    /// <summary>Tells how many bytes of a run stand at the start of what is buffered.</summary>
    /// <param name="bytes">At least one byte.</param>
    /// <param name="hasEnded">Whether the run ends there; otherwise more bytes are needed to tell.</param>
    internal virtual int Run(ReadOnlySpan<byte> bytes, out bool hasEnded) => throw new NotSupportedException();

    /// <summary>Returns the exception for a file that breaks a rule.</summary>
    protected BrokenImageException Broken(string rule) => new(Format, rule);

    /// <summary>Breaks off if a rule does not hold.</summary>
    protected void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw Broken(rule);
        }
    }
}
