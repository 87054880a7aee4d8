using System.Text.Json.Serialization;
using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>Problem details (RFC 9457) with the members that this package adds.</summary>
[JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record ProblemResponse(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string Error,
    string Message,
    string RequestId,
    string? Limit = null,
    string? Found = null)
{
    internal const string MediaType = "application/problem+json";

    internal static ProblemResponse Create(ProblemException failure, string requestId) => new(
        Type: $"urn:discovitas:s3:{failure.Problem.Code}",
        Title: failure.Problem.Title,
        Status: failure.Problem.Status,
        Detail: failure.Message,
        Code: failure.Problem.Code,
        Error: failure.Problem.Title,
        Message: failure.Message,
        RequestId: requestId,
        Limit: failure.Limit,
        Found: failure.Found);

    /// <summary>Returns the members that the RFC does not define, by name.</summary>
    internal IEnumerable<(string Name, string Value)> GetExtensions()
    {
        (string Name, string? Value)[] all =
        [
            ("code", Code),
            ("error", Error),
            ("message", Message),
            ("requestId", RequestId),
            ("limit", Limit),
            ("found", Found),
        ];
        return all.Where(member => member.Value is not null).Select(member => (member.Name, member.Value!));
    }
}
