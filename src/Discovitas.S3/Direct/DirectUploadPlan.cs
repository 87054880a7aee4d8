using Discovitas.S3.Headers;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Direct;

/// <summary>What a client may send: under which key and headers, up to which size, and for how long.</summary>
internal sealed record DirectUploadPlan(ObjectKey Key, ObjectHeaders Headers, DirectUploadTicket Ticket, TimeSpan Lifetime);
