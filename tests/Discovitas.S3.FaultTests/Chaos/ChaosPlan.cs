namespace Discovitas.S3.FaultTests.Chaos;

/// <summary>Breaks one request in five, at random, with any fault that makes sense for it.</summary>
internal sealed class ChaosPlan(Random random)
{
    private const int OneIn = 5;

    private static readonly Dictionary<S3Operation, Target> Targets = new()
    {
        [S3Operation.PutObject] = Target.Put,
        [S3Operation.CreateMultipartUpload] = Target.Create,
        [S3Operation.UploadPart] = Target.Part,
        [S3Operation.CompleteMultipartUpload] = Target.Complete,
        [S3Operation.AbortMultipartUpload] = Target.Abort,
        [S3Operation.HeadObject] = Target.Head,

        // What cleans up is broken as the abort is.
        [S3Operation.DeleteObject] = Target.Abort,
        [S3Operation.ListParts] = Target.Abort,
    };

    // A rejection is not a fault, and a clock does not go wrong for one request.
    private static readonly Fault[] Faults =
    [
        .. FaultList.All.Where(
            fault => fault is { IsEverywhere: false, Nature: not FaultNature.Lasting } && fault != FaultList.None),
    ];

    private readonly Lock _gate = new();

    /// <summary>The fault for a request, if it is to have one.</summary>
    internal S3Fault? FaultFor(S3Call call)
    {
        if (!Targets.TryGetValue(call.Operation, out var target))
        {
            return null;
        }

        lock (_gate)
        {
            return random.Next(OneIn) == 0 ? Pick(target).Make(target) : null;
        }
    }

    private Fault Pick(Target target)
    {
        var suiting = Faults.Where(fault => fault.Suits(target)).ToArray();
        return suiting[random.Next(suiting.Length)];
    }
}
