using System.Globalization;
using Discovitas.S3.Local;
using Discovitas.S3.Tool.Console;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Serve;

/// <summary>Prints a line for each request, and two more if it failed: the error and what to do.</summary>
internal sealed class RequestLines(Screen screen)
{
    private readonly Lock _lock = new();

    internal void Write(S3RecordedRequest request)
    {
        lock (_lock)
        {
            foreach (var line in Describe(request))
            {
                screen.Line(line);
            }
        }
    }

    internal static IEnumerable<string> Describe(S3RecordedRequest request)
    {
        var status = request.Status?.ToString(CultureInfo.InvariantCulture) ?? "---";
        var what = request.Operation?.ToString() ?? "no operation of S3";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Time.LocalDateTime:HH:mm:ss} {status} {request.Method,-6} {DisplayText.Clean(request.Target)}  "
            + $"{what}, {request.Duration.TotalMilliseconds:0} ms, {DisplayText.Size(request.RequestBytes)} in, "
            + $"{DisplayText.Size(request.ResponseBytes)} out");
        if (request.Status is null)
        {
            yield return "             no response: the connection was closed";
        }

        if (request.ErrorCode is { } code)
        {
            yield return $"             {DisplayText.Clean($"{code}: {request.ErrorMessage}")}";
            if (ErrorGuide.Find(code) is { } guide)
            {
                yield return $"             {guide.Remedy}";
            }
        }
    }
}
