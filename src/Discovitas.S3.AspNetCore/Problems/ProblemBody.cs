namespace Discovitas.S3.AspNetCore.Problems;

/// <summary>Problem details as they are written.</summary>
internal sealed record ProblemBody(
    string Type, string Title, int Status, string Detail, string Code, string Error, string Message, string RequestId, string? Limit, string? Found);
