namespace Discovitas.S3.Local.Storage;

/// <summary>
/// The files of one object. All except the data have names that end in a percent sign and a word, which no safe name
/// does.
/// </summary>
/// <param name="Data">The object's bytes.</param>
/// <param name="State">The start of the paths of the other files.</param>
internal sealed record ObjectPlace(string Data, string State)
{
    internal const string SidecarSuffix = "%.json";
    internal const string NextSidecarSuffix = "%.next";

    /// <summary>Gets whether the data is at the key's own path, separate from the state.</summary>
    internal bool IsNatural => Data != State;

    /// <summary>Gets the file with the metadata.</summary>
    internal string Sidecar => State + SidecarSuffix;

    /// <summary>Gets the file with the complete new bytes, which will replace <see cref="Data"/>.</summary>
    internal string NextData => State + "%.data";

    /// <summary>
    /// Gets the file with the metadata of the new bytes. While it exists, the write is committed and has to be settled.
    /// Whoever finds the file does so, even after a crash.
    /// </summary>
    internal string NextSidecar => State + NextSidecarSuffix;
}
