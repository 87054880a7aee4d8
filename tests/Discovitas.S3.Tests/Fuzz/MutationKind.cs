namespace Discovitas.S3.Tests.Fuzz;

internal enum MutationKind
{
    Insert,
    Replace,
    Delete,
    Duplicate,
    Swap,
    Cut,
    UpperCase,
    LowerCase,
    PercentEncode,
    LookAlike,
    FileRange,
}
