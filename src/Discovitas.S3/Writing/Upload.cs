using Discovitas.S3.Client;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;
using Discovitas.S3.Reading;

namespace Discovitas.S3.Writing;

/// <summary>Contains everything that is needed to write an object.</summary>
/// <param name="Key">The object's key.</param>
/// <param name="Headers">What is stored beside the bytes.</param>
/// <param name="Parts">The bytes.</param>
/// <param name="Progress">Receives the progress; null for none.</param>
internal sealed record Upload(ObjectKey Key, ObjectHeaders Headers, PartReader Parts, ProgressMeter? Progress)
{
    /// <summary>
    /// Gets a value indicating whether another attempt of a repeatable upload may remove the object, once that attempt
    /// has stored the file.
    /// </summary>
    internal bool MayBeRemoved { get; init; }
}
