using Discovitas.S3.Client;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;
using Discovitas.S3.Reading;

namespace Discovitas.S3.Writing;

/// <summary>All that is to be written: where, under which headers, which bytes, and who wants to know how far it is.</summary>
internal sealed record Upload(ObjectKey Key, ObjectHeaders Headers, PartReader Parts, ProgressMeter? Progress);
