namespace Discovitas.S3.Images.Tests.Support.Matrix;

/// <summary>A picture of the matrix, before and after it was cleaned.</summary>
/// <param name="Structure">How it is stored.</param>
/// <param name="Metadata">What was put in; null for nothing.</param>
/// <param name="Folder">Where its files are.</param>
internal sealed record Picture(Structure Structure, Metadata? Metadata, string Folder)
{
    /// <summary>Gets the name of both files.</summary>
    internal string Name => $"{Structure.Name}~{Metadata?.Name.Replace(' ', '-')}.{Structure.Format}";

    /// <summary>Gets the path of the file as it was made.</summary>
    internal string Original => Path.Combine(Folder, "original", Name);

    /// <summary>Gets the path of the file that was cleaned.</summary>
    internal string Cleaned => Path.Combine(Folder, "cleaned", Name);

    internal Task<byte[]> ReadOriginalAsync() => File.ReadAllBytesAsync(Original);

    internal Task<byte[]> ReadCleanedAsync() => File.ReadAllBytesAsync(Cleaned);
}
