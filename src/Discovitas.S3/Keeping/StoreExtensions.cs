using Discovitas.S3.Filtering;
using Discovitas.S3.Inspecting;
using Discovitas.S3.Variants;

namespace Discovitas.S3.Keeping;

/// <summary>What a store does with files besides storing them.</summary>
/// <param name="Inspectors">The inspectors of files before they are kept.</param>
/// <param name="Filters">The filters of the bytes.</param>
/// <param name="Hooks">What receives kept files.</param>
internal sealed record StoreExtensions(InspectorList Inspectors, FilterList Filters, KeptHooks Hooks)
{
    internal static StoreExtensions None { get; } = new(InspectorList.None, FilterList.None, KeptHooks.None);

    internal static StoreExtensions From(S3Extensions extensions)
    {
        ArgumentNullException.ThrowIfNull(extensions);
        return new(
            InspectorList.From(extensions.Inspectors),
            new FilterList([.. extensions.Filters]),
            KeptHooks.From(extensions));
    }

    /// <summary>Returns what the app has added to a store.</summary>
    internal static StoreExtensions From(IServiceProvider services, string store) =>
        new(InspectorList.From(services, store), FilterList.From(services, store), KeptHooks.From(services, store));
}
