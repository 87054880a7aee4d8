using System.Reflection;

namespace Discovitas.S3.TestSupport.Docs;

/// <summary>The folder of this repository, wherever the tests were built to.</summary>
public static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;
}
