namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>
/// A sample of the matrix, the same each time; <c>Faults__Seed</c> and <c>Faults__Sample</c> make it another or a
/// larger one.
/// </summary>
public sealed class FaultMatrixTests
{
    [Fact]
    public async Task ASampleOfTheMatrix_KeepsEveryPromise()
    {
        var sample = CaseList.Sample(AllSubjects.Ours, FromEnvironment.Sample, FromEnvironment.Seed)
            .Select(found => (AllSubjects.Ours, found));

        var runs = await CaseRun.RunAllAsync(sample);

        runs.Count(run => run.BreaksOurPromises).Should().Be(0, "{0}", Report.BrokenPromises(runs));
    }

    [Fact]
    public void EachCase_HasAnIdOfItsOwn() =>
        AllSubjects.List.Should()
            .OnlyContain(subject => CaseList.Get(subject).GroupBy(found => found.Id).All(same => same.Count() == 1));

    [Fact]
    public async Task WithNothingBroken_EverySubjectSucceeds()
    {
        var whole = from subject in AllSubjects.List
                    from found in CaseList.Get(subject)
                    where found.Fault == FaultList.None && found.MustSucceed
                    select (subject, found);

        var runs = await CaseRun.RunAllAsync(whole);

        runs.Where(run => run.Violations != Violation.None)
            .Select(run => $"{run.Subject.Name} {run.Case.Id}: {run.Seen}").Should().BeEmpty();
    }
}
