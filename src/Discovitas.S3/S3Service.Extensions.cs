using System.Diagnostics.CodeAnalysis;
using Amazon.S3;
using Discovitas.S3.Keeping;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <content>A service with extensions.</content>
public partial class S3Service
{
    /// <summary>
    /// Initializes a service that does more with files than storing them, for programs without a container.
    /// </summary>
    /// <param name="client">
    /// The client, for instance from <see cref="S3Client.Create"/>. The caller disposes it.
    /// </param>
    /// <param name="settings">The settings. They are read now: later changes have no effect.</param>
    /// <param name="extensions">What the service does besides. They are read now.</param>
    /// <param name="logger">Logs what is stored, deleted or left behind. The default is no logging.</param>
    /// <param name="timeProvider">The clock. The default is the system's.</param>
    /// <exception cref="OptionsValidationException">
    /// A setting is missing, wrong, or contradicts the client; the message names each.
    /// </exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads differ in their third parameter.")]
    public S3Service(
        IAmazonS3 client,
        S3Settings settings,
        S3Extensions extensions,
        ILogger<S3Service>? logger = null,
        TimeProvider? timeProvider = null)
        : this(
            client,
            settings,
            (ILogger?)logger ?? NullLogger.Instance,
            timeProvider ?? TimeProvider.System,
            StoreExtensions.From(extensions))
    {
    }
}
