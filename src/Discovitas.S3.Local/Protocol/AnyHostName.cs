namespace Discovitas.S3.Local.Protocol;

/// <summary>Marks the requests of a server that other machines reach, under names that it does not know.</summary>
internal sealed class AnyHostName
{
    internal static readonly AnyHostName Instance = new();
}
