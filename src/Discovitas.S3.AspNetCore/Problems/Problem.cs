namespace Discovitas.S3.AspNetCore.Problems;

/// <summary>Describes a kind of problem that a client can rely on: one row of <see cref="ProblemTable"/>.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The stable name. <c>type</c> is <c>urn:discovitas:s3:</c> followed by it.</param>
/// <param name="Title">The same in words, short enough for a status line.</param>
internal sealed record Problem(int Status, string Code, string Title);
