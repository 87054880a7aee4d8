namespace Discovitas.S3.Local.Signing;

/// <summary>The sender of a request: the owner of an access key, or anyone.</summary>
/// <param name="Signature">The verified signature; <see langword="null"/> for anyone.</param>
/// <param name="Key">The key that made the signature, which signs the chunks of the body too.</param>
/// <param name="AccessKey">The access key; <see langword="null"/> for anyone.</param>
internal sealed record Caller(RequestSignature? Signature, SigningKey? Key, LocalS3AccessKey? AccessKey)
{
    internal static readonly Caller Anonymous = new(null, null, null);

    internal bool IsAnonymous => Signature is null;
}
