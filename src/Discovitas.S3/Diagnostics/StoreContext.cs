using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Diagnostics;

/// <summary>Contains what is needed to report on one store.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">The logger.</param>
internal sealed record StoreContext(string Bucket, TimeProvider Time, ILogger Logger)
{
    /// <summary>Gets the name under which the app has registered the store; empty for the default store.</summary>
    internal string Store { get; init; } = "";

    /// <summary>Gets the configuration section that messages name; null if the settings come from code.</summary>
    internal string? Section { get; init; }
}
