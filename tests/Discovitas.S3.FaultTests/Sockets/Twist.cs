namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>What goes wrong with one request.</summary>
internal sealed record Twist(string Name)
{
    internal static readonly Twist AnswerLost = new("answer lost") { Ending = Ending.Close };
    internal static readonly Twist AnswerReset = new("answer reset") { Ending = Ending.Reset };
    internal static readonly Twist AnswerCut = new("answer cut") { Ending = Ending.Cut };
    internal static readonly Twist NotTaken = new("closed, nothing done") { Ending = Ending.Close, IsDone = false };
    internal static readonly Twist Damaged = new("a byte flipped") { Damage = Flip };
    internal static readonly Twist Shortened = new("bytes lost") { Damage = body => body[..(body.Length / 2)] };

    internal static readonly Twist MissingUpload = Answers(RawReply.Error(404, "NoSuchUpload"));

    /// <summary>Whether the store carries the request out.</summary>
    internal bool IsDone { get; init; } = true;

    /// <summary>When the store carries it out, after the answer.</summary>
    internal TimeSpan? Late { get; init; }

    internal Ending Ending { get; init; }

    /// <summary>Changes the answer.</summary>
    internal Func<RawReply, RawReply> Edit { get; init; } = static reply => reply;

    /// <summary>Changes the body before it is stored.</summary>
    internal Func<byte[], byte[]> Damage { get; init; } = static body => body;

    internal static Twist Answers(RawReply reply) =>
        new($"answers {reply.Status} {reply.Headers.GetValueOrDefault("Content-Type")}")
        {
            IsDone = false,
            Edit = _ => reply,
        };

    /// <summary>Answers before the body is read, and closes the connection.</summary>
    internal static Twist AnswersEarly(RawReply reply) => Answers(reply) with
    {
        Name = $"answers {reply.Status} early",
        Ending = Ending.Early,
    };

    public override string ToString() => Name;

    private static byte[] Flip(byte[] body)
    {
        byte[] damaged = [.. body];
        if (damaged.Length > 0)
        {
            damaged[damaged.Length / 2] ^= 1;
        }

        return damaged;
    }
}
