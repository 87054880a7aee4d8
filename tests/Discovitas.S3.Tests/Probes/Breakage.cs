using Amazon.Runtime;
using Discovitas.S3.Local;
using Discovitas.S3.TestSupport.Clocks;

namespace Discovitas.S3.Tests.Probes;

/// <summary>A way to break one thing, and to mend it as the remedy says.</summary>
/// <param name="Status">What the finding turns to.</param>
internal sealed record Breakage(DiagnosisStatus Status)
{
    private const DiagnosisStatus Failed = DiagnosisStatus.Failed;
    private const DiagnosisStatus Warning = DiagnosisStatus.Warning;

    /// <summary>Gets what changes the store before the diagnosis.</summary>
    internal Func<DiagnosedStore, Task> Break { get; init; } = _ => Task.CompletedTask;

    /// <summary>Gets the diagnosis that finds it.</summary>
    internal Func<DiagnosedStore, Task<Diagnosis>> Diagnose { get; init; } = store => store.DiagnoseAsync();

    /// <summary>Gets what the remedy does; by default the store fails no longer.</summary>
    internal Func<DiagnosedStore, DiagnosisFinding, Task> Mend { get; init; } = (store, _) =>
    {
        store.Server.Faults = null;
        return Task.CompletedTask;
    };

    /// <summary>Gets the diagnosis after that.</summary>
    internal Func<DiagnosedStore, Task<Diagnosis>> DiagnoseAgain { get; init; } = store => store.DiagnoseAsync();

    internal static Breakage Setting(Action<S3Settings> wrong, DiagnosisStatus status = Failed) => new(status)
    {
        Diagnose = store => store.DiagnoseAsync(wrong),
    };

    internal static Breakage Forbidden(params S3Operation[] operations) => new(Failed)
    {
        Break = store => Do(() => store.Forbid(operations)),
    };

    internal static Breakage Once(
        S3Operation operation, int number, S3Fault? fault = null, DiagnosisStatus status = Failed) => new(status)
        {
            Break = store => Do(() => store.FailOnce(operation, number, fault)),
        };

    internal static Breakage Bucket(
        Func<DiagnosedStore, Task> change, Func<DiagnosedStore, Task> back, DiagnosisStatus status = Warning) =>
        new(status) { Break = change, Mend = (store, _) => back(store) };

    internal static Breakage Credentials(TimeSpan end, string? token = "token") => new(Failed)
    {
        Diagnose = store => store.DiagnoseAsync(new ExpiringCredentials(
            token is null
                ? null
                : new ImmutableCredentials(store.Server.AccessKeyId, store.Server.SecretAccessKey, token),
            DateTime.UtcNow + end)),
    };

    internal static Breakage Clock(TimeSpan shift, DiagnosisStatus status = Failed) => new(status)
    {
        Diagnose = store => store.DiagnoseAsync(time: new ShiftedClock(shift)),
    };

    /// <summary>Breaks the CORS rules, and lets the remedy replace them.</summary>
    internal static Breakage Cors(CORSRule? rule) => new(Failed)
    {
        Break = store => rule is null
            ? store.S3.DeleteCORSConfigurationAsync(store.Bucket)
            : store.PutCorsAsync(rule),
        Mend = (store, _) => store.Service().Housekeeping.ApplyCorsAsync(new() { Origins = [DiagnosedStore.Origin] }),
    };

    /// <summary>Breaks the lifecycle rules, and lets the remedy complete them.</summary>
    internal static Breakage Lifecycle(string prefix, int? days, int? abortDays) => Bucket(
        store => store.PutLifecycleAsync(prefix, days, abortDays),
        store => store.Service().Housekeeping.ApplyLifecycleAsync());

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
