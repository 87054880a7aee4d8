using Discovitas.S3.Keys;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Direct;

/// <summary>What a client may send: under which key and headers, up to which size, and for how long.</summary>
internal sealed record Grant(ObjectKey Key, ObjectHeaders Headers, DirectUploadTicket Ticket, TimeSpan Lifetime);
