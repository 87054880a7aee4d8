namespace Discovitas.S3.Images.Tests.Fuzz;

/// <summary>How a file is broken.</summary>
public enum Breakage
{
    /// <summary>It ends within a part, or between two.</summary>
    CutOff,

    /// <summary>A part states another length.</summary>
    WrongLength,

    /// <summary>Two parts have changed places.</summary>
    Swapped,

    /// <summary>A part is there more than once, elsewhere.</summary>
    Repeated,

    /// <summary>A part is not there.</summary>
    Missing,

    /// <summary>A part has another name.</summary>
    Renamed,

    /// <summary>It states sizes that it has not.</summary>
    LyingSize,

    /// <summary>A part is there thousands of times, or counts more than there is.</summary>
    HugeCount,

    /// <summary>A checksum or a byte of the content is wrong.</summary>
    WrongByte,

    /// <summary>It goes on as a file of another format.</summary>
    Spliced,

    /// <summary>What points to places points to itself.</summary>
    Looping,
}
