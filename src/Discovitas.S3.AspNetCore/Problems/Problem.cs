namespace Discovitas.S3.AspNetCore.Problems;

/// <summary>One row of the table of refusals: what a client can rely on.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The stable name; <c>type</c> is <c>urn:discovitas:s3:</c> and this.</param>
/// <param name="Title">The same for a person, short enough for a status line.</param>
internal sealed record Problem(int Status, string Code, string Title);
