namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>What can be expected of an upload that meets the fault.</summary>
internal enum FaultNature
{
    /// <summary>None at all, or one that only takes time: the upload succeeds, however often it comes.</summary>
    Harmless,

    /// <summary>Trying again helps once it has gone away.</summary>
    Passing,

    /// <summary>
    /// Trying again is no use, or the store contradicts itself: the upload may fail, but must tell the truth.
    /// </summary>
    Lasting,
}
