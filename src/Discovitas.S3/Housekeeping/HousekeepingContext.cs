using System.Runtime.CompilerServices;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Direct;

namespace Discovitas.S3.Housekeeping;

/// <summary>Contains what the housekeeping of one store uses.</summary>
/// <param name="Caller">Calls the store.</param>
/// <param name="Settings">The settings, as agreed with the client.</param>
/// <param name="Addresses">The keys and URLs of files.</param>
/// <param name="Signer">Signs URLs.</param>
internal sealed record HousekeepingContext(
    S3Caller Caller, S3Settings Settings, ObjectAddresses Addresses, UrlSigner Signer)
{
    private static readonly TimeSpan MinAge = TimeSpan.FromHours(1);

    /// <summary>Returns the time before which something must have happened to be old.</summary>
    internal DateTimeOffset Before(TimeSpan age)
    {
        var now = Caller.Context.Time.GetUtcNow();
        return age < now - DateTimeOffset.MinValue ? now - age : DateTimeOffset.MinValue;
    }

    /// <summary>Makes sure that what is under way is never old.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The age is too short.</exception>
    internal static void RequireAge(
        TimeSpan age, [CallerArgumentExpression(nameof(age))] string? parameter = null)
    {
        if (age < MinAge)
        {
            throw new ArgumentOutOfRangeException(
                parameter, age, $"{age} is too short: it must be at least {MinAge}, so that no upload under way is "
                + "touched.");
        }
    }
}
