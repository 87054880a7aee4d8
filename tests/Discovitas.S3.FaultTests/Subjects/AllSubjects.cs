namespace Discovitas.S3.FaultTests.Subjects;

/// <summary>The columns of the table.</summary>
internal static class AllSubjects
{
    internal static ISubject Ours { get; } = new OurUpload(onAppClient: false);

    internal static IReadOnlyList<ISubject> List { get; } =
    [
        Ours,
        new OurUpload(onAppClient: true),
        new SdkPutObject(withOurClient: false),
        new SdkPutObject(withOurClient: true),
        new SdkTransferUtility(withOurClient: false),
        new SdkTransferUtility(withOurClient: true),
    ];
}
