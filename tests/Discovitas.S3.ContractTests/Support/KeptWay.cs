namespace Discovitas.S3.ContractTests.Support;

/// <summary>A way in which a file can become one that is kept.</summary>
public enum KeptWay
{
    Stored,
    Repeatable,
    Awaiting,
    Pending,
    Direct,
    Parts,
}
