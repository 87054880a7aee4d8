namespace Discovitas.S3.Local.Storage;

/// <summary>
/// The CORS configurations of the buckets. Read for each request, because another process may have changed them.
/// </summary>
internal sealed class CorsStore(FolderLayout layout, Staging staging)
{
    internal Task<CorsConfiguration?> FindAsync(string bucket, CancellationToken cancellationToken) =>
        StateJson.ReadAsync<CorsConfiguration>(layout.CorsFile(bucket), cancellationToken);

    internal Task WriteAsync(string bucket, CorsConfiguration configuration) =>
        staging.WriteAsync(layout.CorsFile(bucket), StateJson.Write(configuration));

    internal void Delete(string bucket) => File.Delete(layout.CorsFile(bucket));
}
