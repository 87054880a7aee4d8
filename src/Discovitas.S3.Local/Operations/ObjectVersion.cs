using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>
/// Checks version IDs. The buckets have no versions, so each object has exactly one, with the ID <c>null</c>, as in a
/// bucket of S3 whose versioning was never enabled.
/// </summary>
internal static class ObjectVersion
{
    internal const string Null = "null";
    private const string Parameter = "versionId";

    /// <summary>Throws if a request for an object names a version that does not exist.</summary>
    internal static void Check(S3Request request)
    {
        if (request.Query[Parameter] is not { } id || request.Key.Length == 0)
        {
            return;
        }

        switch (request.Operation)
        {
            case S3Operation.GetObject or S3Operation.HeadObject or S3Operation.GetObjectAttributes:
            case S3Operation.GetObjectAcl or S3Operation.PutObjectAcl:
            case S3Operation.GetObjectTagging or S3Operation.PutObjectTagging or S3Operation.DeleteObjectTagging:
                CheckExists(id, request.Key);
                break;
            case S3Operation.DeleteObject:
                // Deleting a version that does not exist succeeds.
                CheckForm(id);
                break;
            default:
                throw Invalid(id, "This operation does not accept a version-id.");
        }
    }

    /// <summary>Returns whether a request is for the version that the object has.</summary>
    internal static bool IsCurrent(S3Request request) => request.Query[Parameter] is null or Null;

    /// <summary>Throws if the source of a copy names a version that does not exist.</summary>
    /// <param name="query">The query of the source.</param>
    /// <param name="key">The key of the source.</param>
    internal static void CheckSource(string query, string key)
    {
        var parameters = new QueryParameters(query);
        CheckExists(
            parameters[Parameter] ?? throw new S3Exception(
                S3Error.InvalidArgument, "Unsupported copy source parameter.",
                ("ArgumentName", "x-amz-copy-source"), ("ArgumentValue", query)),
            key);
    }

    /// <summary>Throws if an entry of DeleteObjects names a version that does not exist.</summary>
    internal static void CheckEntry(string? id, string key)
    {
        if (id is not (null or "" or Null))
        {
            throw new S3Exception(S3Error.NoSuchVersion, null, ("Key", key), ("VersionId", id));
        }
    }

    private static void CheckExists(string id, string key)
    {
        CheckForm(id);
        CheckEntry(id, key);
    }

    /// <summary>Throws unless the ID looks like one of S3's, which are 32 characters.</summary>
    private static void CheckForm(string id)
    {
        if (id.Length == 0)
        {
            throw Invalid(id, "Version id cannot be the empty string");
        }

        if (id != Null && !(id.Length == 32 && id.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '_')))
        {
            throw Invalid(id, "Invalid version id specified");
        }
    }

    private static S3Exception Invalid(string id, string message) =>
        new(S3Error.InvalidArgument, message, ("ArgumentName", Parameter), ("ArgumentValue", id));
}
