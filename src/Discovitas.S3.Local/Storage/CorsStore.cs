namespace Discovitas.S3.Local.Storage;

/// <summary>The buckets' CORS configurations. Read anew for each request: another process may have changed them.</summary>
internal sealed class CorsStore(FolderLayout layout, Staging staging)
{
    public Task<CorsConfiguration?> FindAsync(string bucket, CancellationToken cancellationToken) =>
        StateJson.ReadAsync<CorsConfiguration>(layout.CorsFile(bucket), cancellationToken);

    public Task WriteAsync(string bucket, CorsConfiguration configuration) =>
        staging.WriteAsync(layout.CorsFile(bucket), StateJson.Write(configuration));

    public void Delete(string bucket) => File.Delete(layout.CorsFile(bucket));
}
