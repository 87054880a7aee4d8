namespace Discovitas.S3.Images.Steps;

/// <summary>
/// What a format wants done with the bytes that come next, in this order: emit, fill, copy, skip, run, and hand over.
/// Readers of headers only skip and ask for bytes.
/// </summary>
internal readonly record struct Step
{
    /// <summary>The end: what follows in the source does not belong to the picture.</summary>
    internal static Step Done => new() { IsEnd = true };

    /// <summary>Gets bytes of our own that are written. They stay as they are until the step is done.</summary>
    internal ReadOnlyMemory<byte> Emit { get; init; }

    /// <summary>Gets how many zeros are written then.</summary>
    internal long Fill { get; init; }

    /// <summary>Gets how many bytes are copied.</summary>
    internal long Copy { get; init; }

    /// <summary>Gets what changes the bytes that are copied.</summary>
    internal Mask? Mask { get; init; }

    /// <summary>Gets where the copied bytes begin in what is masked.</summary>
    internal long MaskOffset { get; init; }

    /// <summary>Gets how many bytes are skipped.</summary>
    internal long Skip { get; init; }

    /// <summary>Gets who sees the bytes that are copied, as they were, or skipped.</summary>
    internal Watcher? Watcher { get; init; }

    /// <summary>Gets whether bytes are copied up to an end that only the bytes themselves tell.</summary>
    internal bool Runs { get; init; }

    /// <summary>Gets how many bytes are handed over then: at most <see cref="StepMachine.MostNeeded"/>.</summary>
    internal int Need { get; init; }

    /// <summary>
    /// Gets whether the source may end instead of having what is needed: then the machine gets no bytes.
    /// </summary>
    internal bool MayEnd { get; init; }

    /// <summary>
    /// Gets why the file cannot be cleaned; null if it can. For a file that passes as it is, <see cref="Emit"/> holds
    /// all that was read; if something of it was changed already, this step is the end.
    /// </summary>
    internal string? Unsupported { get; init; }

    /// <summary>Gets whether nothing comes after this step.</summary>
    internal bool IsEnd { get; init; }
}
