namespace Discovitas.S3;

/// <content>Where the options come from.</content>
public sealed partial class ImageOptions
{
    private readonly Dictionary<string, (string Path, long? Value)> _configured = [];

    /// <summary>Gets the options that are numbers or have a number for each value, with their names.</summary>
    internal IEnumerable<(string Name, long? Value)> Numbers =>
    [
        (nameof(MaxPixels), MaxPixels),
        (nameof(MaxFrames), MaxFrames),
        (nameof(MaxTotalPixels), MaxTotalPixels),
        (nameof(MaxWidth), MaxWidth),
        (nameof(MaxHeight), MaxHeight),
        (nameof(MinWidth), MinWidth),
        (nameof(MinHeight), MinHeight),
        (nameof(OnUnsupported), (long)OnUnsupported),
    ];

    /// <summary>Notes that an option has its value from the configuration.</summary>
    /// <param name="name">The option.</param>
    /// <param name="path">The key in the configuration.</param>
    internal void SetSource(string name, string path) =>
        _configured[name] = (path, Numbers.FirstOrDefault(number => number.Name == name).Value);

    /// <summary>
    /// Returns the key in the configuration if an option has its value from there, and <paramref name="other"/> if code
    /// has set it.
    /// </summary>
    internal string Source(string name, string other) =>
        _configured.TryGetValue(name, out var configured)
        && Numbers.FirstOrDefault(number => number.Name == name).Value == configured.Value
            ? configured.Path
            : other;
}
