namespace Discovitas.S3.FaultTests.Kills;

/// <summary>What many kills have come to.</summary>
internal sealed class KillCounts
{
    private int _acknowledged;

    internal int Kills { get; set; }

    internal int Acknowledged => _acknowledged;

    /// <summary>Gets or sets the number of objects that were acknowledged and are gone.</summary>
    internal int Lost { get; set; }

    /// <summary>Gets or sets the number of objects that hold neither the old bytes nor the new ones.</summary>
    internal int Damaged { get; set; }

    /// <summary>Gets or sets the number of damaged objects that are shorter than they should be.</summary>
    internal int Partial { get; set; }

    /// <summary>Gets or sets the number of listings that differ from what can be read.</summary>
    internal int WrongListings { get; set; }

    /// <summary>Gets or sets the number of acknowledged unfinished uploads that are gone.</summary>
    internal int LostUploads { get; set; }

    /// <summary>Gets or sets the number of staged files that are left when the server serves again.</summary>
    internal int Staged { get; set; }

    /// <summary>Gets or sets the number of files in the folder that belong to no object, after all were read.</summary>
    internal int Strays { get; set; }

    /// <summary>Gets or sets the number of requests that failed while the server ran.</summary>
    internal int Failed { get; set; }

    internal bool AreClean =>
        Lost + Damaged + Partial + WrongListings + LostUploads + Staged + Strays + Failed == 0;

    /// <summary>Counts a write, and returns how many there were.</summary>
    internal int Acknowledge() => Interlocked.Increment(ref _acknowledged);

    public override string ToString() =>
        $"{Kills} kills, {Acknowledged} acknowledged writes; lost {Lost}, damaged {Damaged}, partial objects visible "
        + $"{Partial}, wrong listings {WrongListings}, unfinished uploads lost {LostUploads}, staged files left "
        + $"{Staged}, stray files {Strays}, failed requests {Failed}";
}
