namespace Discovitas.S3.Setup;

/// <summary>A statement of a policy that allows something.</summary>
/// <param name="Id">The name of the statement: letters and digits.</param>
/// <param name="Actions">The actions.</param>
/// <param name="Resources">The resources.</param>
internal sealed record PolicyStatement(string Id, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources)
{
    /// <summary>Gets a value indicating whether the statement of a bucket policy is for anyone.</summary>
    internal bool IsForAnyone { get; init; }
}
