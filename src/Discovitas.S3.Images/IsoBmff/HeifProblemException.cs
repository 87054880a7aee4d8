namespace Discovitas.S3.Images.IsoBmff;

/// <summary>A description of items is not as it must be, or has what is not cleaned.</summary>
/// <param name="message">The rule that is broken, or what is not cleaned.</param>
/// <param name="isBroken">Whether a rule is broken.</param>
internal sealed class HeifProblemException(string message, bool isBroken) : Exception(message)
{
    /// <summary>Gets whether a rule of the format is broken; otherwise the file may be valid.</summary>
    internal bool IsBroken { get; } = isBroken;

    /// <summary>Breaks off if a rule of the format does not hold.</summary>
    internal static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new HeifProblemException(rule, isBroken: true);
        }
    }

    /// <summary>Breaks off if the file has what is not cleaned.</summary>
    internal static void Reject(bool isUnsupported, string reason)
    {
        if (isUnsupported)
        {
            throw new HeifProblemException(reason, isBroken: false);
        }
    }
}
