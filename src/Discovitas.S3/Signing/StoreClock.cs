using Amazon.Runtime;
using Amazon.S3;
using Discovitas.S3.Addressing;

namespace Discovitas.S3.Signing;

/// <summary>
/// Knows how much the store's clock differs from this machine's: the SDK reads it from the answers in which the store
/// rejects a request for its time, and keeps it for each endpoint.
/// </summary>
/// <param name="client">The client, whose requests show the difference.</param>
/// <param name="settings">The settings.</param>
internal sealed class StoreClock(IAmazonS3 client, S3Settings settings)
{
    // The store states its time in whole seconds, so that this much is no difference.
    private static readonly TimeSpan Unknown = TimeSpan.FromSeconds(2);

    private readonly string _endpoint = new Uri(ObjectAddresses.BucketUrl(settings)).ToString();

    /// <summary>Gets what has to be added to this machine's time.</summary>
    internal TimeSpan Correction
    {
        get
        {
            var known = client.Config?.DisableClockSkewCorrection == false
                ? CorrectClockSkew.GetClockCorrectionForEndpoint(_endpoint)
                : TimeSpan.Zero;
            return known.Duration() < Unknown ? TimeSpan.Zero : known;
        }
    }
}
