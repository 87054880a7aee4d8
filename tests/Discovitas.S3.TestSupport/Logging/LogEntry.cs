using Microsoft.Extensions.Logging;

namespace Discovitas.S3.TestSupport.Logging;

/// <summary>One message that was logged.</summary>
public sealed record LogEntry(LogLevel Level, string Category, string Message, Exception? Exception)
{
    public override string ToString() => $"{Level} {Category}: {Message} {Exception}";
}
