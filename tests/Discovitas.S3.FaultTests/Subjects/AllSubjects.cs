namespace Discovitas.S3.FaultTests.Subjects;

/// <summary>The columns of the table.</summary>
internal static class AllSubjects
{
    /// <summary>What is promised, and tested by name.</summary>
    internal static ISubject Ours { get; } = new OurUpload(onAppClient: false);

    internal static ISubject OursOnAppClient { get; } = new OurUpload(onAppClient: true);

    internal static IReadOnlyList<ISubject> List { get; } =
    [
        Ours,
        OursOnAppClient,
        new SdkPutObject(withOurClient: false),
        new SdkPutObject(withOurClient: true),
        new SdkTransferUtility(withOurClient: false),
        new SdkTransferUtility(withOurClient: true),
    ];
}
