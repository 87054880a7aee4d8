using System.Net;
using Discovitas.S3.Local;

namespace Discovitas.S3.Tool.Serve;

/// <summary>Creates a fault from its name in <see cref="S3Fault"/> and the fields that it needs.</summary>
internal static class FaultKinds
{
    private const double TenYears = 3650 * 86400.0;

    private static readonly (double Min, double Max) Wait = (0, 86400);

    private static readonly Dictionary<string, Func<FaultFields, S3Fault>> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(S3Fault.Error)] = fields => S3Fault.Error(
            (HttpStatusCode)(int)fields.Number("status", "503", (300, 599)), fields.Required("code", "\"SlowDown\"")),
        [nameof(S3Fault.ErrorInOk)] = fields => S3Fault.ErrorInOk(fields.Text("code") ?? "InternalError"),
        [nameof(S3Fault.EmptyOk)] = _ => S3Fault.EmptyOk,
        [nameof(S3Fault.Garbage)] = _ => S3Fault.Garbage,
        [nameof(S3Fault.NotHttp)] = _ => S3Fault.NotHttp,
        [nameof(S3Fault.Reset)] = _ => S3Fault.Reset,
        [nameof(S3Fault.ResetAfter)] = fields => S3Fault.ResetAfter(Bytes(fields)),
        [nameof(S3Fault.Close)] = _ => S3Fault.Close,
        [nameof(S3Fault.Silence)] = _ => S3Fault.Silence,
        [nameof(S3Fault.SilenceAfter)] = fields => S3Fault.SilenceAfter(Bytes(fields)),
        [nameof(S3Fault.CutResponse)] = _ => S3Fault.CutResponse,
        [nameof(S3Fault.NoETag)] = _ => S3Fault.NoETag,
        [nameof(S3Fault.WrongETag)] = _ => S3Fault.WrongETag,
        [nameof(S3Fault.WrongChecksum)] = _ => S3Fault.WrongChecksum,
        [nameof(S3Fault.DamagedBody)] = _ => S3Fault.DamagedBody,
        [nameof(S3Fault.DamagedStore)] = _ => S3Fault.DamagedStore,
        [nameof(S3Fault.Delay)] = fields => S3Fault.Delay(Seconds(fields, Wait)),
        [nameof(S3Fault.SlowBody)] = fields => S3Fault.SlowBody(
            (int)fields.Number("bytesPerSecond", "1024", (1, int.MaxValue))),
        [nameof(S3Fault.SlowResponse)] = fields => S3Fault.SlowResponse(Seconds(fields, Wait)),
        [nameof(S3Fault.SkewedClock)] = fields => S3Fault.SkewedClock(
            Seconds(fields, (-TenYears, TenYears))),
    };

    internal static IEnumerable<string> Names => Kinds.Keys;

    internal static S3Fault Create(FaultFields fields)
    {
        var name = fields.Required("fault", "\"Reset\"");
        var create = Kinds.GetValueOrDefault(name) ?? throw new FormatException(
            $"\"fault\" is \"{name}\"; it must be one of {string.Join(", ", Names)}.");
        var fault = create(fields);
        return fields.Flag("afterCarryingOut") ? fault.AfterCarryingOut() : fault;
    }

    private static long Bytes(FaultFields fields) => (long)fields.Number("bytes", "1000", (0, 1L << 50));

    private static TimeSpan Seconds(FaultFields fields, (double Min, double Max) range) =>
        TimeSpan.FromSeconds(fields.Number("seconds", "2.5", range));
}
