using System.Reflection;

namespace Discovitas.S3.Tests.Docs;

/// <summary>The folder of this repository, wherever the tests were built to.</summary>
internal static class Repository
{
    internal static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;
}
