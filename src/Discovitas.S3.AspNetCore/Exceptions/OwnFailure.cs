using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3.AspNetCore.Exceptions;

/// <summary>Tells what an exception of an app's own endpoint is for its client.</summary>
internal static class OwnFailure
{
    /// <summary>Returns the problem, or null if the app itself has failed.</summary>
    internal static ProblemException? Find(Exception failure) => failure switch
    {
        ProblemException problem => problem,
        _ => ProblemMapping.FindOfCore(failure),
    };
}
