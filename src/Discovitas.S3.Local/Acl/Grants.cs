using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Signing;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Acl;

/// <summary>
/// The entries of the canned ACLs, and the rules for entries. See
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
/// </summary>
internal static class Grants
{
    private const string Groups = "http://acs.amazonaws.com/groups/";
    private const string AllUsers = Groups + "global/AllUsers";
    private const string AuthenticatedUsers = Groups + "global/AuthenticatedUsers";
    private const string LogDelivery = Groups + "s3/LogDelivery";

    /// <summary>The account of EC2, which reads machine images.</summary>
    private const string Ec2 = "6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c";

    private static readonly string[] Permissions = ["FULL_CONTROL", "WRITE", "WRITE_ACP", "READ", "READ_ACP"];

    /// <summary>The entry that every bucket and object has by default.</summary>
    internal static readonly Grant OfOwner = new(AccessPolicy.Owner, "FULL_CONTROL");

    /// <summary>Returns the entries of a canned ACL, or <see langword="null"/> if S3 has none of this name.</summary>
    internal static Grant[]? FromCanned(string name) => name switch
    {
        // All buckets and objects belong to one account, so what is for the bucket's owner is the owner's already.
        "private" or "bucket-owner-read" or "bucket-owner-full-control" => [OfOwner],
        "public-read" => [OfOwner, new(AllUsers, "READ")],
        "public-read-write" => [OfOwner, new(AllUsers, "READ"), new(AllUsers, "WRITE")],
        "authenticated-read" => [OfOwner, new(AuthenticatedUsers, "READ")],
        "aws-exec-read" => [OfOwner, new(Ec2, "READ")],
        "log-delivery-write" => [OfOwner, new(LogDelivery, "WRITE"), new(LogDelivery, "READ_ACP")],
        _ => null,
    };

    /// <summary>Returns an entry, or throws if S3 does not accept it.</summary>
    /// <param name="kind">The kind of grantee, as a header names it: id, uri or emailAddress.</param>
    /// <param name="grantee">The grantee.</param>
    /// <param name="permission">The permission.</param>
    internal static Grant Create(string kind, string grantee, string permission)
    {
        if (!Permissions.Contains(permission))
        {
            throw new S3Exception(S3Error.MalformedXml);
        }

        return kind switch
        {
            "id" when grantee.Length > 0 && !IsGroup(grantee) => new Grant(grantee, permission),
            "uri" when grantee is AllUsers or AuthenticatedUsers or LogDelivery => new Grant(grantee, permission),
            "uri" => throw new S3Exception(
                S3Error.InvalidArgument, "Invalid group uri", ("ArgumentName", "uri"), ("ArgumentValue", grantee)),
            "emailAddress" => throw new S3Exception(
                new S3Error(
                    "UnresolvableGrantByEmailAddress", 400,
                    "The e-mail address you provided does not match any account on record.")),
            _ => throw new S3Exception(
                S3Error.InvalidArgument, "Invalid id", ("ArgumentName", kind), ("ArgumentValue", grantee)),
        };
    }

    /// <summary>Returns whether a grantee is a group rather than an account.</summary>
    internal static bool IsGroup(string grantee) => grantee.StartsWith(Groups, StringComparison.Ordinal);

    /// <summary>Returns whether these are the entries that every bucket and object has by default.</summary>
    internal static bool AreDefault(Grant[]? grants) => grants is null || grants is [var only] && only == OfOwner;
}
