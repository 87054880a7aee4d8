using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Discovitas.S3;

/// <content>What only code can set.</content>
public sealed partial class S3Settings
{
    /// <summary>
    /// Gets or sets a function that signs temporary URLs in place of the store's signatures, for a CDN with signatures
    /// of its own (<see cref="PublicBaseUrl"/>). It returns the signed URL, and is called for each
    /// <see cref="S3Service.GetTemporaryUrlAsync"/>; what clients send is signed for the store as ever. Set in code.
    /// </summary>
    /// <value>The default is none: temporary URLs are signed for the store.</value>
    [JsonIgnore, IgnoreDataMember]
    public Func<UrlToSign, CancellationToken, ValueTask<string>>? SignUrl { get; set; }
}
