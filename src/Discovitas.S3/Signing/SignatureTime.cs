namespace Discovitas.S3.Signing;

/// <summary>Says how long a signature is valid.</summary>
/// <param name="Date">The time of the signature, in whole seconds.</param>
/// <param name="Seconds">How long it is valid from then on.</param>
/// <param name="Token">The token of temporary credentials, if they have one.</param>
internal readonly record struct SignatureTime(DateTimeOffset Date, int Seconds, string? Token)
{
    internal DateTimeOffset End => Date.AddSeconds(Seconds);

    // A record would show the token.
    public override string ToString() => $"{Date:O} + {Seconds} s";
}
