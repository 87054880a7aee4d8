using System.Reflection;

namespace Discovitas.S3.Aspire.Tests;

/// <summary>A test that runs an AppHost. Skipped where there is no orchestrator for this machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OrchestratorFactAttribute : FactAttribute
{
    // Where the AppHost's build has found it, among NuGet's packages.
    private static readonly string? Orchestrator = typeof(Projects.Discovitas_S3_Aspire_AppHost).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == "dcpclipath")?.Value;

    public OrchestratorFactAttribute()
    {
        // What waits for a state that never comes.
        Timeout = (int)TimeSpan.FromMinutes(3).TotalMilliseconds;
        if (!File.Exists(Orchestrator))
        {
            Skip = $"Aspire's orchestrator is not at {Orchestrator}: dotnet restore brings it for most systems.";
        }
    }
}
