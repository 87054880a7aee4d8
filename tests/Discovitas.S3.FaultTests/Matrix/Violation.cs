namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>A promise that a run has broken. The names are the rows of the table.</summary>
[Flags]
internal enum Violation
{
    None = 0,

    /// <summary>Success was reported, and the object is not there.</summary>
    FalseSuccess = 1,

    /// <summary>Failure was reported, and an object is there.</summary>
    FalseFailure = 2,

    /// <summary>Success was reported, and the object has other bytes.</summary>
    WrongBytes = 4,

    /// <summary>More than one object is there.</summary>
    Duplicate = 8,

    /// <summary>A multipart upload is neither complete nor aborted.</summary>
    LeakedUpload = 16,

    /// <summary>There was no end.</summary>
    Hang = 32,

    /// <summary>The exception is none of those that are documented.</summary>
    WrongException = 64,

    /// <summary>A fault that went away, or did no harm, made the upload fail.</summary>
    NotSurvived = 128,
}
