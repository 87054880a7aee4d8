namespace Discovitas.S3.Local.Tests.Support;

/// <summary>Faults by their names, for theories.</summary>
internal static class NamedFault
{
    internal static S3Fault Get(string name) => name switch
    {
        nameof(S3Fault.Error) => S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown"),
        nameof(S3Fault.ErrorInOk) => S3Fault.ErrorInOk(),
        nameof(S3Fault.EmptyOk) => S3Fault.EmptyOk,
        nameof(S3Fault.Garbage) => S3Fault.Garbage,
        nameof(S3Fault.NotHttp) => S3Fault.NotHttp,
        nameof(S3Fault.Reset) => S3Fault.Reset,
        nameof(S3Fault.ResetAfter) => S3Fault.ResetAfter(5_000),
        nameof(S3Fault.Close) => S3Fault.Close,
        nameof(S3Fault.Silence) => S3Fault.Silence,
        nameof(S3Fault.SilenceAfter) => S3Fault.SilenceAfter(5_000),
        nameof(S3Fault.NoETag) => S3Fault.NoETag,
        nameof(S3Fault.WrongETag) => S3Fault.WrongETag,
        nameof(S3Fault.WrongChecksum) => S3Fault.WrongChecksum,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Unknown fault."),
    };
}
