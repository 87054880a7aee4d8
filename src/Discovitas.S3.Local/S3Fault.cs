using System.Net;
using Discovitas.S3.Local.Faults;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local;

/// <summary>
/// A failure of one request, for tests; see <see cref="LocalS3Server.Faults"/>. Unless its description says so, a fault
/// does not carry out the request.
/// </summary>
/// <remarks>
/// Instances are immutable and can be returned for any number of requests. Delays are measured by
/// <see cref="LocalS3Options.TimeProvider"/>.
/// </remarks>
public sealed class S3Fault
{
    private readonly IFault _fault;
    private readonly string _name;
    private readonly bool _canFollow;

    private S3Fault(IFault fault, string name, bool canFollow = false)
    {
        _fault = fault;
        _name = name;
        _canFollow = canFollow;
    }

    /// <summary>Gets a fault that returns 200 with an empty body and without an ETag.</summary>
    public static S3Fault EmptyOk { get; } = new(new FixedResponse([]), nameof(EmptyOk), canFollow: true);

    /// <summary>
    /// Gets a fault that returns 200 with a body that is not XML, or without a body for HEAD, and without an ETag.
    /// </summary>
    public static S3Fault Garbage { get; } =
        new(new FixedResponse("<<this is no XML>"u8.ToArray()), nameof(Garbage), canFollow: true);

    /// <summary>Gets a fault that reads the body, sends bytes that are not HTTP, and closes the connection.</summary>
    public static S3Fault NotHttp { get; } =
        new(new RawBytes("This is no HTTP.\r\n\r\n"u8.ToArray()), nameof(NotHttp), canFollow: true);

    /// <summary>Gets a fault that resets the connection (TCP RST) before reading the body.</summary>
    public static S3Fault Reset { get; } = new(new Reset(0), nameof(Reset), canFollow: true);

    /// <summary>Gets a fault that reads the body and closes the connection (TCP FIN) without a response.</summary>
    public static S3Fault Close { get; } = new(new RawBytes([]), nameof(Close), canFollow: true);

    /// <summary>
    /// Gets a fault that neither reads the body nor responds until the client disconnects or the server is disposed.
    /// </summary>
    /// <remarks>
    /// The server does not notice that a client disconnects while more of its body is in transit than the buffers hold,
    /// which is about 1 MiB. After two minutes it reads the body, so that it notices.
    /// </remarks>
    public static S3Fault Silence { get; } = new(new Silence(0), nameof(Silence), canFollow: true);

    /// <summary>
    /// Gets a fault that carries out the request and truncates the response: it announces its full length, contains
    /// half of the body, and ends with the connection.
    /// </summary>
    /// <remarks>
    /// A response without a body announces one byte. If HTTP allows no body, as for HEAD and 204, the response ends
    /// within its headers.
    /// </remarks>
    public static S3Fault CutResponse { get; } = new(new CutResponse(), nameof(CutResponse));

    /// <summary>
    /// Gets a fault that carries out the request and removes all ETags and checksums from the response, in headers and
    /// in XML.
    /// </summary>
    public static S3Fault NoETag { get; } = new(new AlteredResponse(etag: null, checksum: null), nameof(NoETag));

    /// <summary>
    /// Gets a fault that carries out the request, replaces all ETags of the response with wrong ones, and removes the
    /// checksums, in headers and in XML.
    /// </summary>
    public static S3Fault WrongETag { get; } =
        new(new AlteredResponse(WrongValue.FromETag, checksum: null), nameof(WrongETag));

    /// <summary>
    /// Gets a fault that carries out the request and replaces all checksums of the response with wrong ones, in headers
    /// and in XML. A response without a checksum is not changed.
    /// </summary>
    public static S3Fault WrongChecksum { get; } =
        new(new AlteredResponse(WrongValue.Keep, WrongValue.FromChecksum), nameof(WrongChecksum));

    /// <summary>
    /// Gets a fault that changes one byte of the body before anything checks it. A body that is signed or has a
    /// checksum is rejected as S3 rejects it; any other body is stored with the change.
    /// </summary>
    /// <remarks>An empty body is not changed. In a form, the byte is one of the file.</remarks>
    public static S3Fault DamagedBody { get; } = new(new DamagedBody(), nameof(DamagedBody));

    /// <summary>
    /// Gets a fault that carries out the request with all checks, and then stores the object or part with one byte
    /// changed. The response has the ETag and checksums of the changed bytes. An empty object is not changed.
    /// </summary>
    public static S3Fault DamagedStore { get; } = new(new DamagedStore(), nameof(DamagedStore));

    /// <summary>
    /// Returns the same fault, applied after the request is carried out. The response of the request is lost, whether
    /// it is a success or an error.
    /// </summary>
    /// <remarks>
    /// Available for <see cref="Error"/>, <see cref="ErrorInOk"/>, <see cref="EmptyOk"/>, <see cref="Garbage"/>,
    /// <see cref="NotHttp"/>, <see cref="Reset"/>, <see cref="Close"/> and <see cref="Silence"/>.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is another fault.</exception>
    public S3Fault AfterCarryingOut() => _canFollow
        ? new(new AfterCarryingOut(_fault), $"{_name}.{nameof(AfterCarryingOut)}()")
        : throw new InvalidOperationException($"S3Fault.{_name} cannot be applied after the request is carried out.");

    /// <summary>
    /// Creates a fault that returns an S3 error. The body is read first, so that the client receives the error.
    /// </summary>
    /// <param name="status">The HTTP status, 300 to 599 except 304.</param>
    /// <param name="code">The error code of S3, for instance <c>SlowDown</c>. A response to HEAD does not contain
    /// it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of range.</exception>
    public static S3Fault Error(HttpStatusCode status, string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        return (int)status is >= 300 and <= 599 and not 304
            ? new(new ErrorResponse((int)status, code), $"{nameof(Error)}({(int)status}, {code})", canFollow: true)
            : throw new ArgumentOutOfRangeException(
                nameof(status), status, "The status must be 300 to 599, except 304, which has no body.");
    }

    /// <summary>
    /// Creates a fault that returns 200 with an S3 error in the body. The response to HEAD has no body.
    /// </summary>
    /// <param name="code">The error code of S3.</param>
    public static S3Fault ErrorInOk(string code = "InternalError")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        return new(new ErrorResponse((int)HttpStatusCode.OK, code), $"{nameof(ErrorInOk)}({code})", canFollow: true);
    }

    /// <summary>Creates a fault that resets the connection (TCP RST) after reading a part of the body.</summary>
    /// <param name="bodyBytes">The number of bytes to read, at least 0. A shorter body is read to its end.</param>
    public static S3Fault ResetAfter(long bodyBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bodyBytes);
        return new(new Reset(bodyBytes), $"{nameof(ResetAfter)}({bodyBytes})");
    }

    /// <summary>Creates a fault that reads a part of the body and then behaves like <see cref="Silence"/>.</summary>
    /// <param name="bodyBytes">The number of bytes to read, at least 0. A shorter body is read to its end.</param>
    public static S3Fault SilenceAfter(long bodyBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bodyBytes);
        return new(new Silence(bodyBytes), $"{nameof(SilenceAfter)}({bodyBytes})");
    }

    /// <summary>Creates a fault that waits before it reads and carries out the request.</summary>
    /// <param name="delay">The delay, from zero to one day.</param>
    public static S3Fault Delay(TimeSpan delay) => new(new Delay(Checked(delay)), $"{nameof(Delay)}({delay})");

    /// <summary>Creates a fault that carries out the request and reads its body slowly.</summary>
    /// <param name="bytesPerSecond">The number of bytes to read per second, at least 1.</param>
    public static S3Fault SlowBody(int bytesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesPerSecond, 1);
        return new(new SlowBody(bytesPerSecond), $"{nameof(SlowBody)}({bytesPerSecond})");
    }

    /// <summary>
    /// Creates a fault that carries out the request and sends the body of the response byte by byte. A response without
    /// a body is delayed once.
    /// </summary>
    /// <param name="delayPerByte">The delay after each byte, from zero to one day.</param>
    public static S3Fault SlowResponse(TimeSpan delayPerByte) =>
        new(new SlowResponse(Checked(delayPerByte)), $"{nameof(SlowResponse)}({delayPerByte})");

    /// <summary>
    /// Creates a fault that carries out the request with a wrong clock. A request whose date differs from that clock by
    /// more than 15 minutes is rejected with RequestTimeTooSkewed and the Date of that clock.
    /// </summary>
    /// <param name="offset">The time added to the server's time, at most ten years in either direction.</param>
    public static S3Fault SkewedClock(TimeSpan offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(offset, TimeSpan.FromDays(-3650));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, TimeSpan.FromDays(3650));
        return new(new SkewedClock(offset), $"{nameof(SkewedClock)}({offset})");
    }

    /// <summary>Returns the fault as it is written in code, for the messages of tests.</summary>
    public override string ToString() => _name;

    internal Task<S3Response?> ApplyAsync(FaultyRequest request) => _fault.ApplyAsync(request);

    private static TimeSpan Checked(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, TimeSpan.FromDays(1));
        return delay;
    }
}
