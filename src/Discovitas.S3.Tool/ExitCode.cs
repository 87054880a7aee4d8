namespace Discovitas.S3.Tool;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>Every file is stored and reads back as it was sent.</summary>
    public const int Done = 0;

    /// <summary>A file is not stored, or could not be verified; or nothing could be tried.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong; nothing was tried.</summary>
    public const int WrongUsage = 2;
}
