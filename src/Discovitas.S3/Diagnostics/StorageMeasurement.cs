namespace Discovitas.S3.Diagnostics;

/// <summary>Contains what the files of one folder use.</summary>
/// <param name="Folder">The value of the tag.</param>
/// <param name="Files">The number of files.</param>
/// <param name="Bytes">Their size.</param>
internal readonly record struct StorageMeasurement(string Folder, long Files, long Bytes);
