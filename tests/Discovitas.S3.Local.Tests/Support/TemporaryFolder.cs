namespace Discovitas.S3.Local.Tests.Support;

/// <summary>A folder that outlives a server and goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("local-s3-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
