using Amazon.S3.Model;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Keeping;

/// <summary>The object that is the file of a repeatable upload.</summary>
/// <param name="Place">Where it is: the key of the file, or the pending one.</param>
/// <param name="Found">What the store says of it.</param>
internal sealed record EarlierObject(ObjectKey Place, GetObjectMetadataResponse Found);
