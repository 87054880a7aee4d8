using Amazon.Runtime;
using Amazon.S3;

namespace Discovitas.S3.Client;

/// <summary>
/// Makes the SDK fetch temporary credentials again when the store reports that they have expired. The SDK itself relies
/// only on this machine's clock.
/// </summary>
internal sealed class RenewableCredentials(IAmazonS3 client, TimeProvider time)
{
    private readonly object _lock = new();
    private long? _renewed;

    /// <summary>
    /// Renews the credentials, unless another request has renewed them since <paramref name="timestamp"/>.
    /// </summary>
    internal void RenewOlderThan(long timestamp)
    {
        lock (_lock)
        {
            if (_renewed is { } renewed && renewed > timestamp)
            {
                return;
            }

            var credentials = client.Config?.DefaultAWSCredentials;
            var refreshing = (credentials as MachineCredentials)?.Found ?? credentials;
            (refreshing as RefreshingAWSCredentials)?.ClearCredentials();
            _renewed = time.GetTimestamp();
        }
    }
}
