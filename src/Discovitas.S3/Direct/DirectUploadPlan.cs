using Discovitas.S3.Headers;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Direct;

/// <summary>Describes what a client may send.</summary>
/// <param name="Key">The key.</param>
/// <param name="Headers">What is stored beside the bytes.</param>
/// <param name="Ticket">What is verified once the client has sent the file.</param>
/// <param name="Lifetime">How long the client may take to begin.</param>
internal sealed record DirectUploadPlan(
    ObjectKey Key, ObjectHeaders Headers, DirectUploadTicket Ticket, TimeSpan Lifetime);
