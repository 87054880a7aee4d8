namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>What a request asks of the store.</summary>
internal enum RawOperation
{
    Put,
    Copy,
    Create,
    Part,
    Complete,
    Abort,
    Head,
    Get,
    Delete,
    DeleteMany,
    ListUploads,
    ListParts,
    List,
    Tag,
    GetTags,
}
