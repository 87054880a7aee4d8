using System.Net;
using static Discovitas.S3.FaultTests.Matrix.FaultNature;

namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>Every fault of the matrix: the rows of its second table.</summary>
internal static class FaultList
{
    // Each costs the whole idle timeout, which is longer than anything is tried again for.
    private const int SilencesSurvived = 1;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    internal static Fault None { get; } = new("none", Harmless, _ => null) { Suits = StartsAnUpload };

    internal static IReadOnlyList<Fault> All { get; } =
    [
        None, .. Answers(), .. Denials(), .. Afterwards(), .. Connections(), .. Times(), .. Lies()
    ];

    private static IEnumerable<Fault> Answers() =>
    [
        Answer(503, "SlowDown"),
        Answer(503, "ServiceUnavailable"),
        Answer(500, "InternalError"),
        Answer(502, "BadGateway"),
        Answer(504, "GatewayTimeout"),
        Answer(429, "TooManyRequests"),

        // The code tells what it is, and the answer to a HEAD has no body for it.
        Answer(400, "RequestTimeout") with { Suits = target => !target.IsHead },
        Answer(409, "OperationAborted") with { Suits = target => !target.IsHead },
        Answer(400, "BadDigest") with { Suits = target => target.HasContent },
        Answer(400, "IncompleteBody") with { Suits = target => target.HasContent },
        Answer(400, "XAmzContentSHA256Mismatch") with { Suits = target => target.HasContent },
        new("error-in-200", Passing, S3Fault.ErrorInOk()),
        new("empty-200", Passing, S3Fault.EmptyOk),
        new("garbage-200", Passing, S3Fault.Garbage),
    ];

    // That an object or upload is missing is no fault but a wrong answer where only that is asked: a store that says so
    // is believed.
    private static IEnumerable<Fault> Denials() =>
    [
        Answer(403, "AccessDenied") with { Nature = Lasting },
        Answer(400, "ExpiredToken") with { Nature = Lasting },
        Answer(501, "NotImplemented") with { Nature = Lasting },
        Answer(404, "NoSuchBucket") with
        {
            Nature = Lasting,
            Suits = target => target.HasContent || target == Target.Create,
        },
        Answer(404, "NoSuchUpload") with
        {
            Nature = Lasting,
            Suits = target => target == Target.Part || target == Target.Complete,
        },
    ];

    private static IEnumerable<Fault> Afterwards() =>
    [
        After("stored-then-500", S3Fault.Error(HttpStatusCode.InternalServerError, "InternalError")),
        After("stored-then-503", S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown")),
        After("stored-then-error-in-200", S3Fault.ErrorInOk()),
        After("stored-then-empty-200", S3Fault.EmptyOk),
        After("stored-then-garbage-200", S3Fault.Garbage),
        After("stored-then-not-http", S3Fault.NotHttp),
        After("stored-then-reset", S3Fault.Reset),
        After("stored-then-close", S3Fault.Close),
        After("stored-then-silence", S3Fault.Silence) with { TimesSurvived = SilencesSurvived },
        new("cut-answer", Passing, S3Fault.CutResponse) { IsAfterwards = true },
    ];

    private static IEnumerable<Fault> Connections() =>
    [
        new("not-http", Passing, S3Fault.NotHttp),
        new("reset-before", Passing, S3Fault.Reset),
        new(
            "reset-in-the-middle",
            Passing,
            target =>
                S3Fault.ResetAfter(Middle(target))) { Suits = target =>
                    target.HasContent || target == Target.Complete },
        new("close", Passing, S3Fault.Close),
        new("silence", Passing, S3Fault.Silence) { TimesSurvived = SilencesSurvived },
        new(
            "silence-in-the-middle",
            Passing,
            target =>
                S3Fault.SilenceAfter(Middle(target))) { Suits = target =>
                    target.HasContent || target == Target.Complete, TimesSurvived = SilencesSurvived },
    ];

    private static IEnumerable<Fault> Times() =>
    [
        new("delay", Harmless, S3Fault.Delay(TimeSpan.FromMilliseconds(500))),
        new(
            "slow-body",
            Harmless,
            target =>
                S3Fault.SlowBody(target == Target.Part ? 6 * 1024 * 1024 : 100 * 1024)) { Suits = target =>
                    target.HasContent },
        new("slow-answer", Harmless, S3Fault.SlowResponse(TimeSpan.FromMilliseconds(2))),
        new("clock-an-hour-ahead", Harmless, S3Fault.SkewedClock(Hour)) { IsEverywhere = true, Suits = StartsAnUpload },
        new(
            "clock-an-hour-behind",
            Harmless,
            S3Fault.SkewedClock(-Hour)) { IsEverywhere = true, Suits = StartsAnUpload },
    ];

    private static IEnumerable<Fault> Lies() =>
    [
        new("no-etag", Passing, S3Fault.NoETag) { Suits = TellsETag, IsAfterwards = true },

        // Of a part, the store itself refuses the ETag that it gave, when the upload is completed with it.
        new("wrong-etag", Lasting, S3Fault.WrongETag) { Suits = TellsETag, IsAfterwards = true },
        new("wrong-checksum", Passing, S3Fault.WrongChecksum)
        {
            Suits = target => TellsETag(target) && !target.IsHead && target != Target.Complete,
        },

        // The parts may have been joined wrongly: the upload fails, and the object is removed.
        new("wrong-checksum-of-all", Lasting, S3Fault.WrongChecksum) { Suits = target => target == Target.Complete },

        // What a HEAD says is the last word.
        new("wrong-checksum-at-last", Lasting, S3Fault.WrongChecksum) { Suits = target => target.IsHead },
        new(
            "damaged-on-the-way",
            Passing,
            S3Fault.DamagedBody) { Suits = target => target.HasContent || target == Target.Complete },
        new("damaged-in-the-store", Passing, S3Fault.DamagedStore) { Suits = target => target.HasContent },
    ];

    private static bool StartsAnUpload(Target target) => target == Target.Put || target == Target.Create;

    private static bool TellsETag(Target target) => target != Target.Create && target != Target.Abort;

    private static long Middle(Target target) => target.HasContent ? Target.SmallSize / 2 : 100;

    private static Fault Answer(int status, string code) =>
        new($"{status}-{code}", Passing, S3Fault.Error((HttpStatusCode)status, code));

    private static Fault After(string name, S3Fault fault) =>
        new(name, Passing, fault.AfterCarryingOut()) { IsAfterwards = true };
}
