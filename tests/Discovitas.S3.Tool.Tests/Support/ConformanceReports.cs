using Discovitas.S3.Tool.Checks;
using Discovitas.S3.Tool.Conformance;

namespace Discovitas.S3.Tool.Tests.Support;

/// <summary>Reports about stores that do not exist.</summary>
internal static class ConformanceReports
{
    internal static ConformanceReport Create(params CheckReport[] checks) => new()
    {
        Endpoint = "https://s3.example.com",
        Bucket = "pictures",
        Region = "us-east-1",
        Prefix = "uploads/conformance-1/",
        Checks = checks,
        Stopped = null,
        Left = [],
        Requests = 1234,
        BytesSent = 1 << 20,
    };

    internal static CheckReport Check(
        CheckStatus status, string? limits = null, bool isEssential = false, SuggestedSetting? setting = null) => new()
        {
            Name = $"is-{status.ToString().ToLowerInvariant()}",
            Checked = "A sentence about what is checked that needs more than one row on most screens.",
            Status = status,
            Seen = "[red]A sentence about what the store did[/] that needs more than one row on a narrow screen.",
            Limits = limits,
            IsEssential = isEssential,
            Setting = setting,
        };
}
