using System.Text.RegularExpressions;

namespace Discovitas.S3.ClientTests.Comparing;

/// <summary>
/// A difference between the embedded S3 and Ceph that is as it should be. The documentation lists it.
/// </summary>
/// <param name="Subject">What differs.</param>
/// <param name="Embedded">What the embedded S3 answers.</param>
/// <param name="Ceph">What Ceph answers.</param>
/// <param name="Reason">Why the embedded S3 does not answer as Ceph.</param>
internal sealed record KnownDifference(string Subject, string Embedded, string Ceph, string Reason)
{
    /// <summary>Gets the call, as a regular expression.</summary>
    internal string Step { get; init; } = "";

    /// <summary>Gets the member, as a regular expression.</summary>
    internal string Member { get; init; } = "";

    /// <summary>Gets the answer of the embedded S3, as a regular expression.</summary>
    internal string Here { get; init; } = "";

    /// <summary>Gets the answer of Ceph, as a regular expression.</summary>
    internal string There { get; init; } = "";

    /// <summary>Gets a value indicating whether such a difference explains all others of the same call.</summary>
    internal bool IsOfWholeAnswer { get; init; }

    /// <summary>Gets the row of the table in the documentation.</summary>
    internal string Row => $"| {Subject} | {Embedded} | {Ceph} | {Reason} |";

    internal bool Covers(Difference difference) =>
        Regex.IsMatch(difference.Step, Step)
        && Regex.IsMatch(difference.Member, Member)
        && Regex.IsMatch(difference.Embedded ?? "(nothing)", Here)
        && Regex.IsMatch(difference.Other ?? "(nothing)", There);
}
