using Amazon.Runtime;
using Amazon.S3;

namespace Discovitas.S3.Client;

/// <summary>Has temporary credentials fetched anew when the store says that they have ended, which the SDK leaves to its own clock.</summary>
internal sealed class RenewableCredentials(IAmazonS3 s3, TimeProvider time)
{
    private readonly object _lock = new();
    private long? _renewed;

    /// <summary>Unless they have been fetched anew since then, for another request that was on its way.</summary>
    internal void RenewOlderThan(long timestamp)
    {
        lock (_lock)
        {
            if (_renewed is { } renewed && renewed > timestamp)
            {
                return;
            }

            var credentials = s3.Config?.DefaultAWSCredentials;
            (credentials is MachineCredentials machine ? machine.Found as RefreshingAWSCredentials : credentials as RefreshingAWSCredentials)?.ClearCredentials();
            _renewed = time.GetTimestamp();
        }
    }
}
