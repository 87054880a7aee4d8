using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Variants;

/// <summary>The functions of one store that receive files once they are kept.</summary>
/// <param name="Functions">The functions, in the order in which the app has added them.</param>
/// <param name="UsesVariants">Whether files can have variants, so that they are looked for.</param>
internal sealed record KeptHooks(IReadOnlyList<Func<KeptFile, CancellationToken, Task>> Functions, bool UsesVariants)
{
    internal static KeptHooks None { get; } = new([], UsesVariants: false);

    internal static KeptHooks From(S3Extensions extensions) => From([.. extensions.OnKept], extensions.UsesVariants);

    /// <summary>Returns what the app has added to a store.</summary>
    internal static KeptHooks From(IServiceProvider services, string store)
    {
        var sources = services.GetKeyedServices<KeptHookSource>(store).ToList();
        return From(
            [.. sources.Select(source => source.Create(services)).OfType<Func<KeptFile, CancellationToken, Task>>()],
            sources.Exists(source => source.UsesVariants));
    }

    private static KeptHooks From(
        IReadOnlyList<Func<KeptFile, CancellationToken, Task>> functions, bool usesVariants) =>
        new([.. functions.SelectMany(Each)], usesVariants || functions.Count > 0);

    // A combined function would be waited for only as far as its last part.
    private static IEnumerable<Func<KeptFile, CancellationToken, Task>> Each(
        Func<KeptFile, CancellationToken, Task> function)
    {
        foreach (var one in Delegate.EnumerateInvocationList(function))
        {
            yield return one;
        }
    }
}
