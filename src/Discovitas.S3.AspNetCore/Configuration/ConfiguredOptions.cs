namespace Discovitas.S3.AspNetCore.Configuration;

/// <summary>
/// Contains the options that a section of the configuration can set. They are bound separately from
/// <see cref="S3UploadOptions"/>, since configuration cannot contain its functions; an option that the section does not
/// set is null.
/// </summary>
internal sealed class ConfiguredOptions
{
    /// <summary>The names of all options that a section can set.</summary>
    internal static readonly IReadOnlyList<string> Names =
    [
        .. Lists, nameof(Tags), nameof(Store), nameof(MaxFileSize), nameof(MaxFiles), nameof(SignedUrlLifetime),
        nameof(DirectUploadLifetime), nameof(MaxUnfinishedUploads), nameof(AllowDirectUploads),
        nameof(AllowIdempotencyKey), nameof(CacheControl),
        nameof(Disposition), nameof(KeepFileName), nameof(FolderQuota), nameof(Images),
    ];

    /// <summary>Gets the names of those that are lists.</summary>
    internal static IReadOnlyList<string> Lists =>
        [nameof(AllowedContentTypes), nameof(AllowedExtensions), nameof(AllowedMetadata)];

    /// <summary>Gets the names of those that take a single value.</summary>
    internal static IEnumerable<string> Single =>
        Names.Except([.. Lists, nameof(Tags), nameof(FolderQuota), nameof(Images)]);

    public string? Store { get; set; }

    public long? MaxFileSize { get; set; }

    public int? MaxFiles { get; set; }

    public List<string> AllowedContentTypes { get; set; } = [];

    public List<string> AllowedExtensions { get; set; } = [];

    public List<string> AllowedMetadata { get; set; } = [];

    public TimeSpan? SignedUrlLifetime { get; set; }

    public TimeSpan? DirectUploadLifetime { get; set; }

    public int? MaxUnfinishedUploads { get; set; }

    public bool? AllowDirectUploads { get; set; }

    public bool? AllowIdempotencyKey { get; set; }

    public ConfiguredQuota? FolderQuota { get; set; }

    public ConfiguredImages? Images { get; set; }

    public string? CacheControl { get; set; }

    public FileDisposition? Disposition { get; set; }

    public bool? KeepFileName { get; set; }

    public Dictionary<string, string> Tags { get; set; } = [];

    /// <summary>Sets the options that the section has set.</summary>
    internal void ApplyTo(S3UploadOptions options)
    {
        options.MaxFileSize = MaxFileSize ?? options.MaxFileSize;
        options.Store = Store ?? options.Store;
        options.MaxFiles = MaxFiles ?? options.MaxFiles;
        options.SignedUrlLifetime = SignedUrlLifetime ?? options.SignedUrlLifetime;
        options.DirectUploadLifetime = DirectUploadLifetime ?? options.DirectUploadLifetime;
        options.MaxUnfinishedUploads = MaxUnfinishedUploads ?? options.MaxUnfinishedUploads;
        options.AllowDirectUploads = AllowDirectUploads ?? options.AllowDirectUploads;
        options.AllowIdempotencyKey = AllowIdempotencyKey ?? options.AllowIdempotencyKey;
        options.FolderQuota = FolderQuota?.ToQuota() ?? options.FolderQuota;
        options.Images = Images?.ToRules() ?? options.Images;
        options.CacheControl = CacheControl ?? options.CacheControl;
        options.Disposition = Disposition ?? options.Disposition;
        options.KeepFileName = KeepFileName ?? options.KeepFileName;
        AllowedContentTypes.ForEach(options.AllowedContentTypes.Add);
        AllowedExtensions.ForEach(options.AllowedExtensions.Add);
        AllowedMetadata.ForEach(options.AllowedMetadata.Add);
        foreach (var (name, value) in Tags)
        {
            options.Tags[name] = value;
        }
    }
}
