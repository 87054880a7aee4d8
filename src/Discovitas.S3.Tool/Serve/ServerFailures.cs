using Discovitas.S3.Local;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Serve;

/// <summary>
/// Tells the person who runs the server why it failed, for instance because the disk is full: once for each kind of
/// reason. The answers to clients do not say it.
/// </summary>
internal sealed class ServerFailures(Screen screen)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    internal void Look(S3RecordedRequest request)
    {
        // Of an error that a fault has injected, there is no exception.
        if (request is not { ErrorCode: "InternalError", ErrorMessage: { } reason }
            || !reason.Contains("Exception: ", StringComparison.Ordinal))
        {
            return;
        }

        lock (_known)
        {
            // What is quoted, such as a path, differs from request to request.
            if (_known.Add(reason.Split('\'')[0]))
            {
                screen.Error(DisplayText.Clean(
                    $"The server failed at {request.Operation?.ToString() ?? request.Method}: {reason} "
                    + "Further failures of this kind are not shown."));
            }
        }
    }
}
