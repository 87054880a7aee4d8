using Discovitas.S3.Text;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Inspecting;

/// <summary>Checks the options of ClamAV when the app starts.</summary>
internal sealed class ClamAvOptionsValidator(string store) : IValidateOptions<ClamAvOptions>
{
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, ClamAvOptions options)
    {
        if (name != store)
        {
            return ValidateOptionsResult.Skip;
        }

        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    internal static IEnumerable<string> Problems(ClamAvOptions options)
    {
        if (ClamdEndpoint.Parse(options.Endpoint, options.ConnectTimeout, TimeProvider.System) is null)
        {
            yield return $"ClamAvOptions.Endpoint is {LogSafe.Quote(options.Endpoint ?? "")}, which is neither "
                + "host:port nor the path of a Unix socket, for instance localhost:3310 or /run/clamav/clamd.ctl.";
        }

        if (options.ChunkSize is < 1 or > ClamAvOptions.MaxChunkSize)
        {
            yield return "ClamAvOptions.ChunkSize is in bytes and must be 1 to 16777216 (16 MiB).";
        }

        if (options.ConnectTimeout <= TimeSpan.Zero || options.ConnectTimeout > MaxTimeout)
        {
            yield return "ClamAvOptions.ConnectTimeout must be more than 0 and at most one hour, "
                + "for instance 00:00:05.";
        }
    }
}
