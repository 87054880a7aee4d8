using System.Net;

namespace Discovitas.S3.Client;

/// <summary>Says what a failure leaves open about the request that failed.</summary>
internal static class Outcome
{
    /// <summary>
    /// Returns whether the request may have been carried out although it failed: because there was no response, a
    /// success without a usable body, an internal error of the store, or an answer of something in between.
    /// </summary>
    internal static bool IsOpen(S3StoreException failure) =>
        MayComeLate(failure) || failure.StatusCode is >= HttpStatusCode.InternalServerError;

    /// <summary>
    /// Returns whether the store may even carry it out later: no answer of its own has shown that it is done with it.
    /// </summary>
    internal static bool MayComeLate(S3StoreException failure) =>
        failure.IsPage || failure.StatusCode is null or < HttpStatusCode.MultipleChoices;
}
