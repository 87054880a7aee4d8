namespace Discovitas.S3.Local.Storage;

/// <summary>
/// The name of a staged file: the ID of the server, a unique ID and, for the metadata of a write, the bucket.
/// </summary>
internal sealed record StagedName(string Server, string? Bucket)
{
    internal const char Separator = '-';

    internal static string Create(string server) => $"{server}{Separator}{Guid.NewGuid():N}";

    /// <summary>Returns <see langword="null"/> if the name has another form.</summary>
    internal static StagedName? Parse(string path)
    {
        var parts = Path.GetFileName(path).Split(Separator, 3);
        return parts.Length >= 2 && parts[..2].All(part => Guid.TryParseExact(part, "N", out _))
            ? new StagedName(parts[0], parts.ElementAtOrDefault(2))
            : null;
    }
}
