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
    S3Caller Caller, S3Settings Settings, ObjectAddresses Addresses, UrlSigner Signer);
