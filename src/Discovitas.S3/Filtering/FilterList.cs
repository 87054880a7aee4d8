using System.Buffers;
using Discovitas.S3.Reading;
using Discovitas.S3.Rules;
using Discovitas.S3.Text;
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
    /// <param name="file">The file.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="plan">How they are divided, and how many they may be.</param>
    /// <param name="type">The type that their start must have; null for any.</param>
    internal PartReader Read(FilteredFile file, UploadContent content, PartPlan plan, MediaType? type) =>
        IsEmpty ? content.Read(plan)
        : TryReadBytes(file, content, plan, type) is { } filtered ? new MemoryPartReader(filtered, plan)
        : Read(file, content.Open(plan), plan, type);

    /// <inheritdoc cref="Read(FilteredFile, UploadContent, PartPlan, MediaType?)"/>
    internal PartReader Read(FilteredFile file, ContentSource source, PartPlan plan, MediaType? type = null) =>
        new StreamPartReader(Open(file, new ReceivedStream(source, plan.MaxFileSize), type), plan, ownsStream: true)
        {
            RequireUnchanged = source.RequireUnchanged,
        };

    // What fits into a part is as little work as to compute its checksum.
    private ReadOnlySequence<byte>? TryReadBytes(
        FilteredFile file, UploadContent content, PartPlan plan, MediaType? type)
    {
        if (filters is not [var filter] || content.Bytes is not { } bytes || bytes.Length > plan.PartSize)
        {
            return null;
        }

        if (bytes.Length > plan.MaxFileSize)
        {
            throw UploadRules.TooLarge(plan.MaxFileSize, $"{bytes.Length} bytes");
        }

        if (type is { } stated)
        {
            UploadRules.CheckBytes(stated, bytes.Span[..Math.Min(bytes.Length, FileTypes.StartLength)]);
        }

        return filter.FilterBytes(file, bytes);
    }

    /// <summary>Opens content as it is to be stored. Nothing is read before the stream is.</summary>
    internal Stream Open(FilteredFile file, ReceivedStream received, MediaType? type = null)
    {
        Stream content = type is { } stated ? new TypeCheckedStream(received, stated) : received;
        try
        {
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
