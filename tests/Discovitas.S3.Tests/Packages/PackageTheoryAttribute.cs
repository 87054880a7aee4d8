namespace Discovitas.S3.Tests.Packages;

/// <summary>A test of the packages in the folder that the environment variable <c>PACKAGES</c> names.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PackageTheoryAttribute : TheoryAttribute
{
    internal static readonly string? Folder = Environment.GetEnvironmentVariable("PACKAGES");

    public PackageTheoryAttribute()
    {
        if (Folder is null)
        {
            Skip = "Run dotnet pack --configuration Release --output FOLDER, and set PACKAGES=FOLDER.";
        }
    }
}
