namespace Discovitas.S3.Variants;

/// <summary>
/// Stands for one function that receives kept files; keyed by the store's name in the app's container.
/// </summary>
/// <param name="Create">Returns the function from the app's services; null for none.</param>
/// <param name="UsesVariants">Whether files can have variants even if there is no function.</param>
internal sealed record KeptHookSource(
    Func<IServiceProvider, Func<KeptFile, CancellationToken, Task>?> Create, bool UsesVariants = false);
