namespace Discovitas.S3.Local.Tests.Support;

/// <summary>All bytes of a connection, and whether it ended with RST rather than FIN.</summary>
internal sealed record RawEnd(string Text, bool WasReset);
