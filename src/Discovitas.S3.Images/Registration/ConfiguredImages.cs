using Discovitas.S3.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Images.Registration;

/// <summary>
/// Contains the options that a section of the configuration can set. They are bound separately from
/// <see cref="ImageOptions"/>, since configuration cannot contain its function.
/// </summary>
internal sealed class ConfiguredImages
{
    /// <summary>The name of the section inside that of the store.</summary>
    internal const string Section = "Images";

    private const string Values =
        "Numbers are plain digits, and at most 2147483647 except of pixels. RemoveMetadata is true or false, "
        + "OnUnsupported is Reject or Pass.";

    /// <summary>The names of all options.</summary>
    internal static readonly IReadOnlyCollection<string> Names =
    [
        nameof(RemoveMetadata), nameof(MaxPixels), nameof(MaxFrames), nameof(MaxTotalPixels), nameof(MaxWidth),
        nameof(MaxHeight), nameof(MinWidth), nameof(MinHeight), nameof(OnUnsupported),
        nameof(ImageOptions.OnImageKept),
    ];

    public bool RemoveMetadata { get; set; }

    public long MaxPixels { get; set; }

    public int? MaxFrames { get; set; }

    public long? MaxTotalPixels { get; set; }

    public int? MaxWidth { get; set; }

    public int? MaxHeight { get; set; }

    public int? MinWidth { get; set; }

    public int? MinHeight { get; set; }

    public UnsupportedImages OnUnsupported { get; set; }

    /// <summary>Sets the options that a section has.</summary>
    /// <exception cref="OptionsValidationException">A value is not of its option's type.</exception>
    internal static void Apply(ImageOptions options, IConfigurationSection section)
    {
        var function = section.GetSection(nameof(ImageOptions.OnImageKept));
        if (function.Exists())
        {
            throw Wrong($"{function.Path} can only be set in code, since it is a function.");
        }

        string[] ignored = [.. SingleValue.Problems(section, Names)];
        if (ignored.Length > 0)
        {
            throw Wrong(ignored);
        }

        var configured = From(options);
        try
        {
            section.Bind(configured);
        }
        catch (InvalidOperationException wrong)
        {
            throw Wrong($"{wrong.Message} {Values}");
        }

        configured.ApplyTo(options);
        if (section.GetChildren().Any(IsTotal))
        {
            options.MaxTotalPixels = configured.MaxTotalPixels;
        }

        foreach (var name in Names.Where(name => !string.IsNullOrEmpty(section[name])))
        {
            options.SetSource(name, section.GetSection(name).Path);
        }
    }

    // A section leaves what it does not set; null in JSON sets an option to null.
    private static ConfiguredImages From(ImageOptions options) => new()
    {
        RemoveMetadata = options.RemoveMetadata,
        MaxPixels = options.MaxPixels,
        MaxFrames = options.MaxFrames,
        MaxTotalPixels = options.MaxTotalPixels,
        MaxWidth = options.MaxWidth,
        MaxHeight = options.MaxHeight,
        MinWidth = options.MinWidth,
        MinHeight = options.MinHeight,
        OnUnsupported = options.OnUnsupported,
    };

    // Its default follows MaxPixels as long as nothing sets it. Null sets it; an empty value does not.
    private static bool IsTotal(IConfigurationSection setting) =>
        setting.Key.Equals(nameof(MaxTotalPixels), StringComparison.OrdinalIgnoreCase) && setting.Value != "";

    private void ApplyTo(ImageOptions options)
    {
        options.RemoveMetadata = RemoveMetadata;
        options.MaxPixels = MaxPixels;
        options.MaxFrames = MaxFrames;
        options.MaxWidth = MaxWidth;
        options.MaxHeight = MaxHeight;
        options.MinWidth = MinWidth;
        options.MinHeight = MinHeight;
        options.OnUnsupported = OnUnsupported;
    }

    private static OptionsValidationException Wrong(params string[] problems) =>
        new(Options.DefaultName, typeof(ImageOptions), problems);
}
