namespace Discovitas.S3.Keeping;

/// <summary>Describes a file at its final key.</summary>
/// <param name="File">The file.</param>
/// <param name="IsOurs">Whether this call has copied it there.</param>
/// <param name="IsProven">Whether it is certain that the store has it.</param>
internal readonly record struct PlacedFile(StoredFile File, bool IsOurs, bool IsProven);
