namespace Discovitas.S3.Tool.Terminal;

/// <summary>The exit codes of the process.</summary>
internal static class ExitCode
{
    /// <summary>Every file is stored and was read back as it was sent.</summary>
    internal const int Success = 0;

    /// <summary>A file is not stored or could not be verified, or nothing could be uploaded at all.</summary>
    internal const int Failed = 1;

    /// <summary>The command line is wrong; nothing was uploaded.</summary>
    internal const int WrongUsage = 2;
}
