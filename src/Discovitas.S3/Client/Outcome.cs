using System.Net;

namespace Discovitas.S3.Client;

/// <summary>Says what a failure leaves open about the request that failed.</summary>
internal static class Outcome
{
    /// <summary>Returns the doubt about one attempt.</summary>
    internal static Doubt After(S3StoreException failure)
    {
        // No answer, a success without a usable body, or an answer of something in between.
        if (failure.IsPage || failure.StatusCode is null or < HttpStatusCode.MultipleChoices)
        {
            return Doubt.MayComeLate;
        }

        return failure.StatusCode is >= HttpStatusCode.InternalServerError ? Doubt.IsOpen : Doubt.None;
    }

    /// <summary>Returns the worse of two doubts.</summary>
    internal static Doubt Worse(Doubt one, Doubt other) => one > other ? one : other;
}
