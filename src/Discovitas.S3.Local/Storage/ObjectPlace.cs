namespace Discovitas.S3.Local.Storage;

/// <summary>The files of one object. The names of all but the data end in what no safe name may hold, a percent sign and a word.</summary>
/// <param name="Data">The object's bytes.</param>
/// <param name="State">What the other files' paths begin with.</param>
internal sealed record ObjectPlace(string Data, string State)
{
    public const string SidecarSuffix = "%.json";
    public const string NextSidecarSuffix = "%.next";

    /// <summary>Whether the data lies at the key's own path, away from the state.</summary>
    public bool IsNatural => Data != State;

    /// <summary>The metadata.</summary>
    public string Sidecar => State + SidecarSuffix;

    /// <summary>New bytes, complete, that are about to become <see cref="Data"/>.</summary>
    public string NextData => State + "%.data";

    /// <summary>
    /// Their metadata. While this file exists, the write is decided and only has to be carried out: whoever finds it does so,
    /// also after a crash.
    /// </summary>
    public string NextSidecar => State + NextSidecarSuffix;
}
