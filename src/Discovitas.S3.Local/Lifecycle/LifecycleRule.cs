using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Lifecycle;

/// <summary>A lifecycle rule, as far as this server carries it out.</summary>
internal sealed record LifecycleRule
{
    internal required string Id { get; init; }

    internal required bool IsEnabled { get; init; }

    internal required string Prefix { get; init; }

    internal required IReadOnlyDictionary<string, string> Tags { get; init; }

    internal long? LargerThan { get; init; }

    internal long? SmallerThan { get; init; }

    internal int? ExpirationDays { get; init; }

    internal DateTimeOffset? ExpirationDate { get; init; }

    internal int? AbortDays { get; init; }

    /// <summary>Reads a rule, and checks all that it contains.</summary>
    internal static LifecycleRule Parse(XElement rule)
    {
        var filter = S3Xml.Children(rule, "Filter").FirstOrDefault();
        var conditions = filter is null ? rule : S3Xml.Children(filter, "And").FirstOrDefault() ?? filter;
        var expiration = S3Xml.Children(rule, "Expiration").FirstOrDefault();
        var abort = S3Xml.Children(rule, "AbortIncompleteMultipartUpload").FirstOrDefault();
        return new LifecycleRule
        {
            Id = S3Xml.Value(rule, "ID") ?? "",
            IsEnabled = S3Xml.Value(rule, "Status") switch
            {
                "Enabled" => true,
                "Disabled" => false,
                _ => throw new S3Exception(S3Error.MalformedXml),
            },
            Prefix = S3Xml.Value(conditions, "Prefix") ?? "",
            Tags = S3Xml.Children(conditions, "Tag").ToDictionary(
                tag => S3Xml.Value(tag, "Key") ?? "", tag => S3Xml.Value(tag, "Value") ?? ""),
            LargerThan = Number(conditions, "ObjectSizeGreaterThan", least: 0),
            SmallerThan = Number(conditions, "ObjectSizeLessThan", least: 1),
            ExpirationDays = expiration is null ? null : (int?)Number(expiration, "Days", least: 1),
            ExpirationDate = expiration is null ? null : Date(S3Xml.Value(expiration, "Date")),
            AbortDays = abort is null ? null : (int?)Number(abort, "DaysAfterInitiation", least: 1),
        };
    }

    internal bool HasExpired(ObjectMetadata item, DateTimeOffset now) =>
        IsEnabled
        && item.Key.StartsWith(Prefix, StringComparison.Ordinal)
        && (LargerThan is null || item.Size > LargerThan)
        && (SmallerThan is null || item.Size < SmallerThan)
        && Tags.All(tag => item.Tags.TryGetValue(tag.Key, out var value) && value == tag.Value)
        && (IsOver(item.LastModified, ExpirationDays, now) || now >= ExpirationDate);

    internal bool HasExpired(UploadMetadata upload, DateTimeOffset now) =>
        IsEnabled
        && upload.Key.StartsWith(Prefix, StringComparison.Ordinal)
        && IsOver(upload.Initiated, AbortDays, now);

    // S3 rounds up to the next midnight (User Guide, "Lifecycle rules: based on an object's age").
    private static bool IsOver(DateTimeOffset start, int? days, DateTimeOffset now)
    {
        if (days is not { } count)
        {
            return false;
        }

        var end = start.UtcDateTime.AddDays(count);
        return now.UtcDateTime >= (end.TimeOfDay == TimeSpan.Zero ? end : end.Date.AddDays(1));
    }

    private static long? Number(XElement parent, string name, long least)
    {
        if (S3Xml.Value(parent, name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            ? number
            : throw new S3Exception(S3Error.InvalidArgument, $"'{name}' must be an integer of at least {least}");
    }

    private static DateTimeOffset? Date(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var isDate = DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date);
        return isDate && date.UtcDateTime.TimeOfDay == TimeSpan.Zero
            ? date
            : throw new S3Exception(S3Error.InvalidArgument, "'Date' must be at midnight GMT");
    }
}
