using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>What a request says of an object that it writes.</summary>
internal sealed record NewObject(string Key, Dictionary<string, string> Headers, Dictionary<string, string> Tags)
{
    /// <summary>Gets the ACL; <see langword="null"/> for the owner's full control.</summary>
    internal Grant[]? Acl { get; init; }
}
