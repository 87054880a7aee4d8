using System.Net;

namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>The operation that is broken, and what brings an upload to ask for it.</summary>
/// <param name="Name">As in a case's id.</param>
/// <param name="Operation">S3's name.</param>
/// <param name="IsLarge">Whether only an upload in parts asks for it.</param>
internal sealed record Target(string Name, S3Operation Operation, bool IsLarge)
{
    /// <summary>Bytes for a single PutObject.</summary>
    internal const int SmallSize = 100 * 1024;

    private static readonly S3Fault LostAnswer = S3Fault.Reset.AfterCarryingOut();
    private static readonly S3Fault Denial = S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied");

    internal static Target Put { get; } = new("put", S3Operation.PutObject, IsLarge: false);

    internal static Target Create { get; } = new("create", S3Operation.CreateMultipartUpload, IsLarge: true);

    internal static Target Part { get; } = new("part", S3Operation.UploadPart, IsLarge: true);

    internal static Target Complete { get; } = new("complete", S3Operation.CompleteMultipartUpload, IsLarge: true);

    /// <summary>Reached because every part is denied.</summary>
    internal static Target Abort { get; } = new("abort", S3Operation.AbortMultipartUpload, IsLarge: true)
    {
        Before = call => call.Operation is S3Operation.UploadPart ? Denial : null,
    };

    /// <summary>Reached because every answer to the PutObject is lost.</summary>
    internal static Target Head { get; } = new("head", S3Operation.HeadObject, IsLarge: false)
    {
        Before = call => call.Operation is S3Operation.PutObject ? LostAnswer : null,
    };

    /// <summary>Reached because every answer to the CompleteMultipartUpload is lost.</summary>
    internal static Target HeadOfParts { get; } = new("head-of-parts", S3Operation.HeadObject, IsLarge: true)
    {
        Before = call => call.Operation is S3Operation.CompleteMultipartUpload ? LostAnswer : null,
    };

    internal static IReadOnlyList<Target> All { get; } = [Put, Create, Part, Complete, Abort, Head, HeadOfParts];

    /// <summary>The fault that comes before, so that the operation is asked for.</summary>
    internal Func<S3Call, S3Fault?> Before { get; private init; } = _ => null;

    /// <summary>Whether its request carries bytes of the object.</summary>
    internal bool HasContent => this == Put || this == Part;

    /// <summary>Whether it stores the object.</summary>
    internal bool Stores => this == Put || this == Complete;

    internal bool IsHead => Operation is S3Operation.HeadObject;
}
