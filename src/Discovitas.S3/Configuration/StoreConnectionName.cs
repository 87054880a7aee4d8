namespace Discovitas.S3.Configuration;

/// <summary>Says which connection string a store reads, where that is not the one of its own name.</summary>
/// <param name="Store">The store's name; empty for the default store.</param>
/// <param name="Name">The name of the connection string.</param>
internal sealed record StoreConnectionName(string Store, string Name);
