using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Keeping;
using Discovitas.S3.Variants;

namespace Discovitas.S3.Direct;

/// <summary>Contains what the steps of a direct upload share.</summary>
/// <param name="Caller">Calls the store.</param>
/// <param name="Addresses">Computes the keys.</param>
/// <param name="Planner">Decides what clients may send.</param>
/// <param name="Copies">Has files filtered and inspected before they are kept.</param>
internal sealed record DirectContext(
    S3Caller Caller, ObjectAddresses Addresses, DirectUploadPlanner Planner, InspectionCopies Copies)
{
    /// <summary>Gets what passes kept files to the app's functions.</summary>
    internal required KeptFiles Kept { get; init; }

    /// <summary>
    /// Returns the key under which a client's parts become an object: that of the file, or the pending one if the file
    /// is filtered or inspected before it is kept.
    /// </summary>
    /// <exception cref="ArgumentException">The key is not one that this service creates.</exception>
    internal string PlaceOfParts(DirectUploadTicket ticket)
    {
        var key = Planner.KeyOf(ticket);
        return (Copies.AreNeeded ? Addresses.PendingKey(key) : key).Value;
    }
}
