namespace Discovitas.S3.Inspecting;

/// <summary>
/// What clamd says of a stream (man page clamd(8), command INSTREAM). What is none of the known replies is no verdict.
/// </summary>
internal readonly record struct ClamdReply
{
    private const string Start = "stream: ";
    private const string Found = " FOUND";

    internal bool IsClean { get; private init; }

    internal bool IsTooLong { get; private init; }

    /// <summary>Gets the name of the signature that matches; null if none is known to match.</summary>
    internal string? Signature { get; private init; }

    internal static ClamdReply Parse(string reply) => reply switch
    {
        Start + "OK" => new ClamdReply { IsClean = true },
        "INSTREAM size limit exceeded. ERROR" => new ClamdReply { IsTooLong = true },
        _ when reply.Length > Start.Length + Found.Length
            && reply.StartsWith(Start, StringComparison.Ordinal)
            && reply.EndsWith(Found, StringComparison.Ordinal) =>
            new ClamdReply { Signature = reply[Start.Length..^Found.Length] },
        _ => default,
    };
}
