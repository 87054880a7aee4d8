namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>
/// An upload of random content, size, client and store, with random faults, cancelled at a random moment or not; the
/// same for the same number.
/// </summary>
internal sealed class RandomCase(int number)
{
    private static readonly int[] Sizes =
    [
        0, 1, 1000, 70_000, SocketSetup.PartSize - 1, SocketSetup.PartSize, SocketSetup.PartSize + 1,
        SocketSetup.PartSize * 2, (SocketSetup.PartSize * 2) + 1,
    ];

    private static readonly ContentKind[] Kinds =
        [ContentKind.Bytes, ContentKind.File, ContentKind.Seekable, ContentKind.Unseekable, ContentKind.UnknownLength];

    // What is carried out late is so within the time in which this library looks for it, a twentieth of 3.5 seconds
    // here.
    private static readonly Twist[] Twists =
    [
        Twist.AnswerLost, Twist.AnswerReset, Twist.AnswerCut, Twist.NotTaken, Twist.Damaged, Twist.Shortened,
        Twist.Answers(RawReply.Page(200)), Twist.Answers(RawReply.Page(403)), Twist.Answers(RawReply.Page(404)),
        Twist.Answers(RawReply.Error(403, "AccessDenied")), Twist.MissingUpload,
        Twist.Answers(RawReply.Error(503, "SlowDown")), Twist.Answers(RawReply.Error(500, "InternalError")),
        Twist.AnswersEarly(RawReply.Error(503, "SlowDown")), Twist.AnswersEarly(RawReply.Error(403, "AccessDenied")),
        Twist.Answers(RawReply.Page(504)) with { Late = TimeSpan.FromMilliseconds(40) },
        Twist.Answers(new RawReply(502)) with { Name = "answers 502 late", Late = TimeSpan.FromMilliseconds(100) },
        Twist.AnswerLost with { Name = "answer lost, done late", Late = TimeSpan.FromMilliseconds(70) },
        Twist.AnswerReset with { Name = "answer reset, done late", Late = TimeSpan.FromMilliseconds(5) },
        Twist.Answers(new RawReply(200)), Twist.Answers(new RawReply(204)), Twist.Answers(new RawReply(404)),
        Twist.Answers(RawReply.FromStore(200)) with { Name = "answers 200 with nothing in it" },
        Twist.Answers(RawReply.Error(200, "InternalError")) with { Name = "answers 200 with an error in it" },
        Twist.Answers(RawReply.Page(302).With("Location", "/login")), Twist.Answers(RawReply.Page(407)),
        Twist.Answers(RawReply.Json(200)), Twist.Answers(RawReply.Json(500)),
        Twist.Answers(RawReply.Error(400, "RequestTimeout")), Twist.Answers(RawReply.Error(409, "OperationAborted")),
        Twist.Answers(RawReply.Error(429, "TooManyRequests")), Twist.Answers(RawReply.Error(412, "PreconditionFailed")),
        Twist.AnswersEarly(RawReply.Page(413)), Twist.AnswersEarly(new RawReply(200)),
        Twist.Answers(RawReply.Error(403, "AccessDenied")) with { Name = "403, unread", Ending = Ending.Unread },
    ];

    private static readonly RawOperation[] Attacked =
    [
        RawOperation.Put, RawOperation.Create, RawOperation.Part, RawOperation.Complete, RawOperation.Abort,
        RawOperation.Head, RawOperation.Delete, RawOperation.ListUploads, RawOperation.ListParts,
    ];

    /// <summary>Runs it and returns what is wrong; nothing if the store holds what was reported.</summary>
    internal async Task<string> RunAsync()
    {
        var random = new Random(number);
        var client = Pick(random, Enum.GetValues<SocketClient>());
        var habits = Pick(random, SocketRun.Habits);
        var isSecure = random.Next(2) == 0;
        var source = new Source(Pick(random, Kinds), Payload.Get(Pick(random, Sizes)));
        // An app's client may repeat a request by itself. What comes late of an attempt that nobody knows of is not
        // waited for.
        var twists = client is SocketClient.App or SocketClient.Decorated
            ? Array.FindAll(Twists, twist => twist.Late is null)
            : Twists;
        var faults = Enumerable.Range(0, random.Next(1, 4)).Select(_ => new RandomFault(
            Pick(random, Attacked), random.Next(1, 3), random.Next(3) == 0, Pick(random, twists))).ToList();
        var cancelAt = random.Next(4) == 0 ? random.Next(1, 8) : int.MaxValue;
        await using var setup = new SocketSetup(client, habits, isSecure);
        using var cancellation = random.Next(8) == 0
            ? new CancellationTokenSource(random.Next(1, 100))
            : new CancellationTokenSource();
        setup.Store.Script = (request, n) =>
        {
            if (setup.Store.Requests.Count == cancelAt)
            {
                cancellation.Cancel();
            }

            return faults.Find(fault => fault.Hits(request, n))?.Twist;
        };
        var outcome = await UploadOutcome.UploadAsync(setup, Content(source), cancellation.Token);
        var broken = string.Join(", ", outcome.Violations(setup.Store.Bucket, source.Payload.Bytes));
        return broken.Length == 0
            ? ""
            : $"case {number}: {client}, {habits}, {(isSecure ? "https" : "http")}, {source.Kind} of " +
                $"{source.Payload.Bytes.Length}, {string.Join("; ", faults)}, cancelled at {cancelAt}: {broken}";
    }

    private static UploadContent Content(Source source) => source.Kind switch
    {
        ContentKind.Bytes => source.Payload.Bytes,
        ContentKind.File => UploadContent.FromFile(source.Payload.Path),
        _ => source.Open(),
    };

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
