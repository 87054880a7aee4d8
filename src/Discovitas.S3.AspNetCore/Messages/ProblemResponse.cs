namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>Problem details (RFC 9457) with the members that this package adds.</summary>
internal sealed record ProblemResponse(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string Error,
    string Message,
    string RequestId,
    string? Limit,
    string? Found);
