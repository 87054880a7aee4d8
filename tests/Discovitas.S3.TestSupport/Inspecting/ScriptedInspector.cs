namespace Discovitas.S3.TestSupport.Inspecting;

/// <summary>An inspector that does what a test says, and remembers what it has read.</summary>
/// <param name="inspect">Returns the reason of a rejection, or null; the default agrees.</param>
public sealed class ScriptedInspector(Func<InspectedFile, CancellationToken, Task<string?>>? inspect = null)
    : IUploadInspector
{
    public ScriptedInspector(Func<string?> inspect)
        : this((_, _) => Task.FromResult(inspect()))
    {
    }

    /// <summary>Gets the files that it was asked about, in order.</summary>
    public List<InspectedFile> Files { get; } = [];

    /// <summary>Gets the bytes of these files.</summary>
    public List<byte[]> Contents { get; } = [];

    public async Task<UploadInspectionRejection?> InspectAsync(
        InspectedFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        lock (Files)
        {
            Files.Add(file);
        }

        var reason = inspect is null ? null : await inspect(file, cancellationToken);
        var content = await ReadAsync(file);
        lock (Contents)
        {
            Contents.Add(content);
        }

        return reason is null ? null : new UploadInspectionRejection(reason);
    }

    /// <summary>Reads a file to its end.</summary>
    public static async Task<byte[]> ReadAsync(InspectedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        await using var stream = await file.OpenReadAsync();
        return await TestBytes.ReadAllAsync(stream);
    }
}
