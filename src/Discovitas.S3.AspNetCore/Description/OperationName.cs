namespace Discovitas.S3.AspNetCore.Description;

/// <summary>The name of an operation within its group, as metadata of its endpoint.</summary>
/// <param name="Name">The name, for instance <c>StoreFiles</c>.</param>
/// <param name="Segments">How many segments of the route are its own; those before are the group's.</param>
internal sealed record OperationName(string Name, int Segments);
