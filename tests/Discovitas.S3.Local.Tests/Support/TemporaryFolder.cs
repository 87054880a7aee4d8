namespace Discovitas.S3.Local.Tests.Support;

/// <summary>A folder that is deleted at the end of a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("local-s3-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
