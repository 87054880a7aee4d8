using Discovitas.S3.Filtering;
using Discovitas.S3.Inspecting;

namespace Discovitas.S3.Keeping;

/// <summary>What a store does with files besides storing them.</summary>
/// <param name="Inspectors">The inspectors of files before they are kept.</param>
/// <param name="Filters">The filters of the bytes.</param>
internal sealed record StoreExtensions(InspectorList Inspectors, FilterList Filters)
{
    internal static StoreExtensions None { get; } = new(InspectorList.None, FilterList.None);

    internal static StoreExtensions From(S3Extensions extensions)
    {
        ArgumentNullException.ThrowIfNull(extensions);
        return new(InspectorList.From(extensions.Inspectors), new FilterList([.. extensions.Filters]));
    }

    /// <summary>Returns what the app has added to a store.</summary>
    internal static StoreExtensions From(IServiceProvider services, string store) =>
        new(InspectorList.From(services, store), FilterList.From(services, store));
}
