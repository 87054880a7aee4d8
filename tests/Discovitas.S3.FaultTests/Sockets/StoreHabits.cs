namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>How stores differ from each other.</summary>
internal sealed record StoreHabits
{
    /// <summary>Whether it returns the checksum that it received.</summary>
    internal bool EchoesChecksum { get; init; } = true;

    /// <summary>Whether it compares the checksums of the request with the body.</summary>
    internal bool ChecksBodies { get; init; } = true;

    /// <summary>Whether its ETags are the MD5 of the bytes.</summary>
    internal bool HasMd5ETags { get; init; } = true;

    internal bool IgnoresRanges { get; init; }

    internal bool RepeatsToken { get; init; }

    public override string ToString() =>
        $"{(EchoesChecksum ? "" : "no echo ")}{(ChecksBodies ? "" : "no check ")}{(HasMd5ETags ? "" : "no MD5")}";
}
