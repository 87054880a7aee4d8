using Discovitas.S3.Headers;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Direct;

/// <summary>Describes what a client may send.</summary>
/// <param name="Key">The key under which the file is kept.</param>
/// <param name="PendingKey">The key under which the client sends the file in one request.</param>
/// <param name="Headers">What is stored beside the bytes.</param>
/// <param name="Ticket">What is verified once the client has sent the file.</param>
/// <param name="Lifetime">How long the client may take to begin.</param>
internal sealed record DirectUploadPlan(
    ObjectKey Key, ObjectKey PendingKey, ObjectHeaders Headers, DirectUploadTicket Ticket, TimeSpan Lifetime);
