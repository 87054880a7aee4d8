namespace Discovitas.S3.Local.Storage;

/// <summary>An entry of an ACL.</summary>
/// <param name="Grantee">The ID of an account, or the URI of a group.</param>
/// <param name="Permission">What the grantee may do, for instance <c>READ</c>.</param>
internal sealed record Grant(string Grantee, string Permission);
