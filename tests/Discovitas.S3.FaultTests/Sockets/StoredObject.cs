namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>An object as the store holds it.</summary>
internal sealed record StoredObject(byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    internal string ETag { get; init; } = "";
}
