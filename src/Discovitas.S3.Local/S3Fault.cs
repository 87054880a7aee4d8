using System.Net;
using Discovitas.S3.Local.Faults;

namespace Discovitas.S3.Local;

/// <summary>
/// Something that goes wrong with one request, on purpose; see <see cref="LocalS3Server.Faults"/>. Each is immutable and may be given
/// for any number of requests. Times are by the clock of <see cref="LocalS3Options.TimeProvider"/>.
/// </summary>
public sealed class S3Fault
{
    private readonly IFault _fault;
    private readonly string _name;
    private readonly bool _mayFollow;

    private S3Fault(IFault fault, string name, bool mayFollow = false)
    {
        _fault = fault;
        _name = name;
        _mayFollow = mayFollow;
    }

    /// <summary>Not carried out: 200 with an empty body and no ETag.</summary>
    public static S3Fault EmptyOk { get; } = new(new FixedAnswer(""), nameof(EmptyOk), mayFollow: true);

    /// <summary>Not carried out: 200 with a body that is no XML, and no ETag. The answer to a HEAD has no body.</summary>
    public static S3Fault Garbage { get; } = new(new FixedAnswer("<<this is no XML>"), nameof(Garbage), mayFollow: true);

    /// <summary>Not carried out: the body is read, bytes come back that are no HTTP, and the connection is closed.</summary>
    public static S3Fault NotHttp { get; } = new(new FinalBytes("This is no HTTP.\r\n\r\n"), nameof(NotHttp), mayFollow: true);

    /// <summary>Not carried out: the connection is reset (TCP RST) before the body is read.</summary>
    public static S3Fault Reset { get; } = new(new Reset(0), nameof(Reset), mayFollow: true);

    /// <summary>Not carried out: the body is read, and the connection is closed (TCP FIN) without a reply.</summary>
    public static S3Fault Close { get; } = new(new FinalBytes(""), nameof(Close), mayFollow: true);

    /// <summary>
    /// Not carried out: nothing is read and nothing answered until the client goes or the server is disposed. A client that goes
    /// while more of its body than the buffers hold (about 1 MiB) is on its way is not noticed before the server is disposed.
    /// </summary>
    public static S3Fault Silence { get; } = new(new Silence(0), nameof(Silence), mayFollow: true);

    /// <summary>
    /// Carried out, but the answer is cut: it announces its length, half of the body comes, and the connection is closed. An answer
    /// without a body announces one byte; where HTTP allows no body (to HEAD, and 204), it is cut within the headers.
    /// </summary>
    public static S3Fault CutAnswer { get; } = new(new CutAnswer(), nameof(CutAnswer));

    /// <summary>Carried out, but the answer lacks every ETag and checksum that it would have, in headers and in XML.</summary>
    public static S3Fault NoETag { get; } = new(new AlteredAnswer(etag: null, checksum: null), nameof(NoETag));

    /// <summary>Carried out, but the answer has other ETags than it would, in headers and in XML, and no checksums.</summary>
    public static S3Fault WrongETag { get; } = new(new AlteredAnswer(OtherValue.OfETag, checksum: null), nameof(WrongETag));

    /// <summary>Carried out, but the answer has other checksums than it would, in headers and in XML. Without any, nothing is changed.</summary>
    public static S3Fault WrongChecksum { get; } = new(new AlteredAnswer(OtherValue.Same, OtherValue.OfChecksum), nameof(WrongChecksum));

    /// <summary>
    /// One byte of the body is changed on the way in, before anything checks it: what is signed or has a checksum is refused as S3
    /// refuses it, and what has neither is stored wrong. A body without bytes stays as it is. In a form it is a byte of the file.
    /// </summary>
    public static S3Fault DamagedBody { get; } = new(new DamagedBody(), nameof(DamagedBody));

    /// <summary>
    /// Carried out, every check passed, but the object or part that is stored has one byte changed; the ETag and checksums that are
    /// told are those of the changed bytes. An object without bytes stays as it is.
    /// </summary>
    public static S3Fault DamagedStore { get; } = new(new DamagedStore(), nameof(DamagedStore));

    /// <summary>
    /// The same, but after the request was carried out, whose own answer, success or not, is lost. For <see cref="Answer"/>,
    /// <see cref="ErrorInOk"/>, <see cref="EmptyOk"/>, <see cref="Garbage"/>, <see cref="NotHttp"/>, <see cref="Reset"/>,
    /// <see cref="Close"/> and <see cref="Silence"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">This is another fault.</exception>
    public S3Fault AfterCarryingOut => _mayFollow
        ? new(new AfterCarryingOut(_fault), $"{_name}.{nameof(AfterCarryingOut)}")
        : throw new InvalidOperationException($"S3Fault.{_name} cannot come after the request was carried out.");

    /// <summary>Not carried out: an error as S3 gives it. The body is read first, so that the client gets the answer.</summary>
    /// <param name="status">300 to 599, but for 304.</param>
    /// <param name="code">S3's code, for instance <c>SlowDown</c>. The answer to a HEAD has no body, and so no code.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is another.</exception>
    public static S3Fault Answer(HttpStatusCode status, string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        return (int)status is >= 300 and <= 599 and not 304
            ? new(new ErrorAnswer((int)status, code), $"{nameof(Answer)}({(int)status}, {code})", mayFollow: true)
            : throw new ArgumentOutOfRangeException(nameof(status), status, "Must be 300 to 599, and not 304, which has no body.");
    }

    /// <summary>Not carried out: 200, with an error in the body. The answer to a HEAD has no body, and is 200 alone.</summary>
    /// <param name="code">S3's code.</param>
    public static S3Fault ErrorInOk(string code = "InternalError")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        return new(new ErrorAnswer((int)HttpStatusCode.OK, code), $"{nameof(ErrorInOk)}({code})", mayFollow: true);
    }

    /// <summary>Not carried out: the connection is reset (TCP RST) once so much of the body has been read.</summary>
    /// <param name="bodyBytes">Bytes as they come over the wire, at least 0; a shorter body is read to its end.</param>
    public static S3Fault ResetAfter(long bodyBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bodyBytes);
        return new(new Reset(bodyBytes), $"{nameof(ResetAfter)}({bodyBytes})");
    }

    /// <summary>Not carried out: reads so much of the body, and then is as <see cref="Silence"/>.</summary>
    /// <param name="bodyBytes">Bytes as they come over the wire, at least 0; a shorter body is read to its end.</param>
    public static S3Fault SilenceAfter(long bodyBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bodyBytes);
        return new(new Silence(bodyBytes), $"{nameof(SilenceAfter)}({bodyBytes})");
    }

    /// <summary>Carried out, but only after this time, in which nothing is read.</summary>
    /// <param name="time">0 to one day.</param>
    public static S3Fault Delay(TimeSpan time) => new(new Delay(Checked(time)), $"{nameof(Delay)}({time})");

    /// <summary>Carried out, but its body is read this slowly.</summary>
    /// <param name="bytesPerSecond">At least 1.</param>
    public static S3Fault SlowBody(int bytesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesPerSecond, 1);
        return new(new SlowBody(bytesPerSecond), $"{nameof(SlowBody)}({bytesPerSecond})");
    }

    /// <summary>Carried out, but its answer's body comes a byte at a time. Where it has none, its headers are delayed by that time.</summary>
    /// <param name="perByte">0 to one day.</param>
    public static S3Fault SlowAnswer(TimeSpan perByte) => new(new SlowAnswer(Checked(perByte)), $"{nameof(SlowAnswer)}({perByte})");

    /// <summary>
    /// For this request the server's clock is off: a request that is dated more than 15 minutes before or after it is answered with
    /// RequestTimeTooSkewed and a Date by that clock, and one that is dated by it passes.
    /// </summary>
    /// <param name="offset">What is added to the server's time; at most ten years either way.</param>
    public static S3Fault SkewedClock(TimeSpan offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(offset, TimeSpan.FromDays(-3650));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, TimeSpan.FromDays(3650));
        return new(new SkewedClock(offset), $"{nameof(SkewedClock)}({offset})");
    }

    /// <summary>The fault as it is written in code, for a test's messages.</summary>
    public override string ToString() => _name;

    internal Task ApplyAsync(FaultyRequest request) => _fault.ApplyAsync(request);

    private static TimeSpan Checked(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromDays(1));
        return time;
    }
}
