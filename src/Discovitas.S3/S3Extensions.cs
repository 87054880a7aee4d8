namespace Discovitas.S3;

/// <summary>
/// Contains what a store does with files besides storing them, for programs without a container. With one,
/// <see cref="S3UploadsBuilder"/> adds the same.
/// </summary>
public sealed class S3Extensions
{
    /// <summary>
    /// Gets the inspectors of files before they are kept, in the order in which they are asked. They must be
    /// thread-safe.
    /// </summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<IUploadInspector> Inspectors { get; init; } = [];

    /// <summary>
    /// Gets the filters of the bytes, in the order in which the bytes pass through them. They must be thread-safe.
    /// </summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<IContentFilter> Filters { get; init; } = [];

    /// <summary>
    /// Gets the functions that receive each file once it is kept, in the order in which they are called; see
    /// <see cref="S3UploadsBuilder.OnKept(Func{KeptFile, CancellationToken, Task})"/>. They must be thread-safe.
    /// </summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<Func<KeptFile, CancellationToken, Task>> OnKept { get; init; } = [];

    /// <summary>
    /// Gets a value indicating whether files can have variants, so that those are deleted with their file even without
    /// <see cref="OnKept"/>; see <see cref="S3UploadsBuilder.UseVariants"/>.
    /// </summary>
    /// <value>The default is false: only if <see cref="OnKept"/> has a function.</value>
    public bool UsesVariants { get; init; }
}
