using Amazon.Runtime;

namespace Discovitas.S3.Configuration;

/// <summary>Has temporary credentials fetched anew when the store says that they have ended, which the SDK leaves to its own clock.</summary>
internal static class RenewableCredentials
{
    internal static void Renew(IClientConfig? config)
    {
        var credentials = config?.DefaultAWSCredentials;
        (credentials is MachineCredentials machine ? machine.Found as RefreshingAWSCredentials : credentials as RefreshingAWSCredentials)?.ClearCredentials();
    }
}
