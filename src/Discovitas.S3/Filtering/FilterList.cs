using Discovitas.S3.Reading;
using Discovitas.S3.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Filtering;

/// <summary>The filters of one store, in the order in which the app has added them.</summary>
internal sealed class FilterList(IReadOnlyList<IContentFilter> filters)
{
    internal static FilterList None { get; } = new([]);

    internal bool IsEmpty => filters.Count == 0;

    /// <summary>Returns what the app has added to a store.</summary>
    internal static FilterList From(IServiceProvider services, string store) =>
        new([.. services.GetKeyedServices<IContentFilter>(store)]);

    /// <exception cref="ArgumentException">A rule is wrong.</exception>
    /// <exception cref="InvalidOperationException">There are rules, and no filter that could apply them.</exception>
    internal void RequireFor(ImageRules? rules)
    {
        ImageRuleCheck.RequireValid(rules);
        if (rules is not null && IsEmpty)
        {
            throw new InvalidOperationException(
                "The upload has rules for pictures (Images), but the store has no filter that applies them. Call "
                + "AddImages() after AddS3Uploads(), from the package Discovitas.S3.Images.");
        }
    }

    /// <summary>Opens content as it is to be stored. Nothing is read before the first part is requested.</summary>
    internal PartReader Read(FilteredFile file, UploadContent content, PartPlan plan)
    {
        if (IsEmpty)
        {
            return content.Read(plan);
        }

        return Read(file, content.Open(), plan);
    }

    /// <inheritdoc cref="Read(FilteredFile, UploadContent, PartPlan)"/>
    internal PartReader Read(FilteredFile file, ContentSource source, PartPlan plan) =>
        new StreamPartReader(Open(file, source, plan.MaxFileSize), plan, ownsStream: true)
        {
            RequireUnchanged = source.RequireUnchanged,
        };

    /// <summary>Opens content as it is to be stored. Nothing is read before the stream is.</summary>
    internal Stream Open(FilteredFile file, ContentSource source, long maxSize)
    {
        var received = new ReceivedStream(source, maxSize);
        try
        {
            Stream content = received;
            foreach (var filter in filters)
            {
                content = filter.Filter(file, content);
            }

            return new FilteredStream(content, received);
        }
        catch
        {
            received.Dispose();
            throw;
        }
    }
}
