using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Acl;

/// <summary>
/// Reads the headers that set an ACL: a canned one (<c>x-amz-acl</c>), or entries of its own (<c>x-amz-grant-read:
/// id="…", uri="…"</c>).
/// </summary>
internal static class AclHeaders
{
    internal const string Canned = "x-amz-acl";
    private const string Prefix = "x-amz-grant-";

    private static readonly (string Header, string Permission)[] Permissions =
    [
        (Prefix + "full-control", "FULL_CONTROL"), (Prefix + "read", "READ"), (Prefix + "read-acp", "READ_ACP"),
        (Prefix + "write", "WRITE"), (Prefix + "write-acp", "WRITE_ACP"),
    ];

    /// <summary>Returns whether a request has such a header.</summary>
    internal static bool AreIn(S3Request request) => request.Header(Canned) is not null || HasGrants(request);

    /// <summary>Reads the entries. Call it for a request that has such a header.</summary>
    internal static Grant[] Parse(S3Request request)
    {
        var canned = request.Header(Canned);
        if (canned is not null && HasGrants(request))
        {
            throw new S3Exception(
                S3Error.InvalidRequest, "Specifying both Canned ACLs and Header Grants is not allowed");
        }

        return canned is null
            ? [.. Permissions.SelectMany(item => Parse(request.Header(item.Header), item.Permission))]
            : Grants.FromCanned(canned) ?? throw new S3Exception(
                S3Error.InvalidArgument, "", ("ArgumentName", Canned), ("ArgumentValue", canned));
    }

    private static bool HasGrants(S3Request request) =>
        Array.Exists(Permissions, item => request.Header(item.Header) is not null);

    private static IEnumerable<Grant> Parse(string? header, string permission)
    {
        foreach (var item in header?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            yield return item.Split('=', 2, StringSplitOptions.TrimEntries) is [var kind, var grantee]
                ? Grants.Create(kind, grantee.Trim('"'), permission)
                : throw new S3Exception(
                    S3Error.InvalidArgument, "Argument format not recognized",
                    ("ArgumentName", Prefix + permission.ToLowerInvariant().Replace('_', '-')),
                    ("ArgumentValue", header!));
        }
    }
}
