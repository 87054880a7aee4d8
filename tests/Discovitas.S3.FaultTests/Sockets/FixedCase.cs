namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>One thing that goes wrong with an upload, as tests name it.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsLarge">Whether the upload is in parts.</param>
/// <param name="Script">What goes wrong with a request, by its number among those of its operation.</param>
internal sealed record FixedCase(string Name, bool IsLarge, Func<RawRequest, int, Twist?> Script)
{
    private static readonly Twist Denied = Twist.Answers(RawReply.Error(403, "AccessDenied"));
    private static readonly Twist Missing = Twist.Answers(RawReply.Error(404, "NoSuchUpload"));
    private static readonly Twist Page = Twist.Answers(RawReply.Page(200));
    private static readonly Twist MissingPage = Twist.Answers(RawReply.Page(404));

    /// <summary>Whether only the store's checksum can show it.</summary>
    internal bool NeedsEcho { get; init; }

    internal static IReadOnlyList<FixedCase> All { get; } =
    [
        new("nothing", false, (_, _) => null),
        new("nothing, in parts", true, (_, _) => null),
        .. Lost(RawOperation.Complete, Denied, "403"),
        .. Lost(RawOperation.Complete, Missing, "404"),
        .. Lost(RawOperation.Complete, Page, "a page"),
        .. Lost(RawOperation.Create, Denied, "403"),
        .. Lost(RawOperation.Create, Missing, "404"),
        .. Lost(RawOperation.Put, Denied, "403"),
        .. Lost(RawOperation.Put, Twist.NotTaken, "nothing"),
        Once("create is answered by a page, and so is the look for it", RawOperation.Create, Twist.AnswerLost, Page),
        new("the first part is denied, and abort is answered by pages", true, (request, _) => request.Operation switch
        {
            RawOperation.Part => Denied,
            RawOperation.Abort => MissingPage,
            _ => null,
        }),
        new("the first part is denied, and everything else is answered by pages", true, (request, _) =>
            request.Operation switch
            {
                RawOperation.Create => null,
                RawOperation.Part => Denied,
                _ => Page,
            }),
        new("put is stored late after a gateway's answer", false, (request, _) => request.Operation is RawOperation.Put
            ? Twist.Answers(RawReply.Page(504)) with { Late = TimeSpan.FromMilliseconds(40) }
            : null),
        Late("put is stored late, then the credentials have expired", RawOperation.Put, "ExpiredToken"),
        Late("create is carried out late, then denied", RawOperation.Create, "AccessDenied"),
        Late("complete is carried out late, then denied", RawOperation.Complete, "AccessDenied"),
        new("put is damaged and deletes are denied", false, (request, _) => request.Operation switch
        {
            RawOperation.Put => Twist.Damaged,
            RawOperation.Delete => Denied,
            _ => null,
        }),
        new("put is damaged and deletes are answered by a page", false, (request, _) => request.Operation switch
        {
            RawOperation.Put => Twist.Damaged,
            RawOperation.Delete => Page,
            _ => null,
        }),
        new("put is damaged", false, (request, _) => request.Operation is RawOperation.Put ? Twist.Damaged : null),
        new("put is shortened", false, (request, _) => request.Operation is RawOperation.Put ? Twist.Shortened : null),
        new("part is damaged", true, (request, _) => request.Operation is RawOperation.Part ? Twist.Damaged : null),
        new("the whole is damaged", true, (request, _) =>
            request.Operation is RawOperation.Complete ? Twist.Damaged : null) { NeedsEcho = true },
        new("put is answered by pages", false, (request, _) => request.Operation is RawOperation.Put ? Page : null),
        new("create is answered by pages", true, (request, _) =>
            request.Operation is RawOperation.Create ? Page : null),
        new("complete is answered by pages", true, (request, _) =>
            request.Operation is RawOperation.Complete ? Page : null),
    ];

    public override string ToString() => Name;

    // The first answer is lost after the request was carried out; the repeats get another one.
    private static IEnumerable<FixedCase> Lost(RawOperation operation, Twist then, string answer) =>
        from first in new[] { Twist.AnswerLost, Twist.AnswerReset, Twist.AnswerCut }
        select new FixedCase(
            $"{operation} {first}, then {answer}", operation is not RawOperation.Put, (request, number) =>
                request.Operation != operation ? null : number == 1 ? first : then);

    // The first attempt gets a gateway's answer and is carried out afterwards; the repeats get the store's error.
    private static FixedCase Late(string name, RawOperation operation, string code) => new(
        name, operation is not RawOperation.Put, (request, number) =>
            request.Operation != operation ? null
                : number > 1 ? Twist.Answers(RawReply.Error(400, code))
                : Twist.Answers(RawReply.Page(504)) with { Late = TimeSpan.FromMilliseconds(70) });

    private static FixedCase Once(string name, RawOperation operation, Twist first, Twist then) => new(
        name, operation is not RawOperation.Put, (request, number) => (request.Operation, number) switch
        {
            (RawOperation.ListUploads, _) => then,
            var (found, n) when found == operation => n == 1 ? first : then,
            _ => null,
        });
}
