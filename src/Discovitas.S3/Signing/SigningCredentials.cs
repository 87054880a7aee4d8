using Amazon.Runtime;
using Amazon.S3;
using Discovitas.S3.Client;

namespace Discovitas.S3.Signing;

/// <summary>
/// The credentials to sign with outside the SDK. An app's own client does not show those that were passed to its
/// constructor; then the settings may have them.
/// </summary>
internal sealed class SigningCredentials(IAmazonS3 client, S3Settings settings, S3Caller caller)
{
    private readonly Lazy<AWSCredentials?> _credentials = new(() => client is not UploadClient && settings.HasKeys
        ? S3ClientFactory.Credentials(settings)
        : client.Config?.DefaultAWSCredentials);

    /// <summary>Returns the credentials, as they are now.</summary>
    /// <exception cref="S3StoreException">There are none, or none that can be seen.</exception>
    internal ValueTask<ImmutableCredentials> GetAsync(string key, CancellationToken cancellationToken)
    {
        if (_credentials.Value is null)
        {
            throw caller.Failures.HiddenCredentials(key);
        }

        // Usually they are at hand. If not, or if getting them fails, the call is watched and repeated.
        var found = FetchAsync();
        return found.IsCompletedSuccessfully
            ? ValueTask.FromResult(found.Result)
            : new ValueTask<ImmutableCredentials>(WaitAsync(found, key, cancellationToken));
    }

    /// <summary>Gets the time at which the credentials expire, as far as this is known.</summary>
    internal DateTimeOffset? Expiration =>
        _credentials.Value?.Expiration is { } end ? new DateTimeOffset(end.ToUniversalTime()) : null;

    private async Task<ImmutableCredentials> FetchAsync() =>
        await _credentials.Value!.GetCredentialsAsync().ConfigureAwait(false)
            ?? throw new AmazonClientException("There are no credentials.");

    private Task<ImmutableCredentials> WaitAsync(
        Task<ImmutableCredentials> first, string key, CancellationToken cancellationToken)
    {
        var next = first;
        return caller.CallAsync(
            key,
            (_, token) => (Interlocked.Exchange(ref next, null!) ?? FetchAsync()).WaitAsync(token),
            cancellationToken);
    }
}
