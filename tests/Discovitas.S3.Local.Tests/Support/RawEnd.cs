namespace Discovitas.S3.Local.Tests.Support;

/// <summary>All that came over a connection until it ended, and whether it ended by RST rather than by FIN.</summary>
internal sealed record RawEnd(string Text, bool WasReset);
