namespace Discovitas.S3.Local.Signing;

/// <summary>Who sent a request: someone whose signature was found right, or anyone.</summary>
/// <param name="Claim">The proven claim; null for anyone.</param>
/// <param name="Key">The key it was proven with, which signs the chunks of the body too.</param>
internal sealed record Caller(SignatureClaim? Claim, SigningKey? Key)
{
    public static readonly Caller Anonymous = new(null, null);

    public bool IsAnonymous => Claim is null;
}
