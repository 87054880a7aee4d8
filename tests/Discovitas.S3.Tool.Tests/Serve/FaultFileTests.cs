using System.Reflection;
using Discovitas.S3.Local;
using Discovitas.S3.Tool.Serve;

namespace Discovitas.S3.Tool.Tests.Serve;

/// <summary>Faults from a JSON file.</summary>
public sealed class FaultFileTests
{
    [Theory]
    [InlineData("""[{ "fault": "Reset" }]""", "Reset")]
    [InlineData("""[{ "fault": "error", "status": 503, "code": "SlowDown" }]""", "Error(503, SlowDown)")]
    [InlineData("""[{ "fault": "ErrorInOk" }]""", "ErrorInOk(InternalError)")]
    [InlineData("""[{ "fault": "Close", "afterCarryingOut": true }]""", "Close.AfterCarryingOut()")]
    [InlineData("""[{ "fault": "ResetAfter", "bytes": 10 }]""", "ResetAfter(10)")]
    [InlineData("""[{ "fault": "SlowBody", "bytesPerSecond": 7 }]""", "SlowBody(7)")]
    [InlineData("""[{ "fault": "Delay", "seconds": 2.5 }]""", "Delay(00:00:02.5000000)")]
    [InlineData("""[{ "fault": "SkewedClock", "seconds": -60 }]""", "SkewedClock(-00:01:00)")]
    [InlineData("""[{ "operation": "putobject", "fault": "Garbage" }, /* else */ { "fault": "NoETag" },]""", "Garbage")]
    [InlineData("""[{ "operation": "GetObject", "fault": "Garbage" }, { "fault": "NoETag" }]""", "NoETag")]
    [InlineData("""[{ "bucket": "pict*", "key": "up*/?.png", "fault": "EmptyOk" }]""", "EmptyOk")]
    [InlineData("""[{ "bucket": "pict", "fault": "EmptyOk" }]""", null)]
    [InlineData("""[{ "key": "a.png", "fault": "EmptyOk" }]""", null)]
    [InlineData("""[]""", null)]
    public void ARule_IsApplied(string json, string? fault) =>
        FaultFile.Parse(json)(Call("uploads/a.png"))?.ToString().Should().Be(fault);

    [Theory]
    [InlineData("2", "0100000")]
    [InlineData("2-3", "0110000")]
    [InlineData("5-", "0000111")]
    [InlineData("every 3", "0010010")]
    public void Calls_ChooseAmongTheMatchingRequests(string calls, string due)
    {
        var find = FaultFile.Parse($$"""[{ "key": "a", "calls": "{{calls}}", "fault": "Reset" }]""");

        var faulty = due.Select(_ =>
        {
            find(Call("another"));
            return find(Call("a")) is null ? '0' : '1';
        });

        string.Concat(faulty).Should().Be(due);
    }

    [Theory]
    [InlineData("""{ "fault": "Reset" }""", "the file must be an array of rules*")]
    [InlineData("""[7]""", "rule 1: it must be an object*")]
    [InlineData("""[{ "fault": "Reset" }, { "operation": "PutObject" }]""", "rule 2: \"fault\" is missing*")]
    [InlineData("""[{ "fault": "Explode" }]""", "*\"Explode\"; it must be one of Error, *SkewedClock.")]
    [InlineData("""[{ "fault": "Error", "status": 503 }]""", "*\"code\" is missing*")]
    [InlineData("""[{ "fault": "Error", "status": 200, "code": "A" }]""", "*\"status\" is 200; *from 300 to 599.")]
    [InlineData("""[{ "fault": "Error", "status": "x", "code": "A" }]""", "*\"status\" must be a number*")]
    [InlineData("""[{ "fault": "Reset", "code": "A" }]""", "*\"code\" does not belong here. This rule can have: *key*")]
    [InlineData("""[{ "fault": "Delay", "seconds": -1 }]""", "rule 1: \"seconds\" is -1; it must be from 0 to 86400.")]
    [InlineData("""[{ "fault": "SlowBody", "bytesPerSecond": 1e99 }]""", "rule 1: \"bytesPerSecond\" is 1e99; *")]
    [InlineData("""[{ "fault": "Delay", "seconds": 1, "afterCarryingOut": true }]""", "*cannot be applied after*")]
    [InlineData("""[{ "fault": "Reset", "afterCarryingOut": 1 }]""", "*must be true or false*")]
    [InlineData("""[{ "fault": "Reset", "operation": "7" }]""", "*not an operation of S3*")]
    [InlineData("""[{ "fault": "Reset", "operation": "Put" }]""", "*not an operation of S3*")]
    [InlineData("""[{ "fault": "Reset", "calls": "0" }]""", "*\"calls\" is \"0\"*every 5*")]
    [InlineData("""[{ "fault": "Reset", "calls": "3-1" }]""", "*\"calls\" is \"3-1\"*")]
    [InlineData("""[{ "fault": "Reset", "calls": "some" }]""", "*\"calls\" is \"some\"*")]
    [InlineData("""[{ "fault": "Reset", "key": "" }]""", "*\"key\" must be a text that is not empty*")]
    [InlineData("""[{ "fault": "Reset", "Fault": "Close" }]""", "*\"Fault\" is there twice*")]
    public void AWrongRule_IsExplained(string json, string problem)
    {
        var parse = () => FaultFile.Parse(json);

        parse.Should().Throw<FormatException>().WithMessage(problem);
    }

    [Fact]
    public void AFileThatCannotBeRead_IsExplained()
    {
        using var folder = new ToolFolder();
        var broken = Path.Combine(folder.Path, folder.Write("broken.json", "[{"));

        var missing = () => FaultFile.Read(Path.Combine(folder.Path, "missing.json"));
        var cut = () => FaultFile.Read(broken);

        missing.Should().Throw<FormatException>().WithMessage("The file of --faults cannot be read*missing.json*");
        cut.Should().Throw<FormatException>().WithMessage($"{broken} is not valid JSON*");
    }

    [Fact]
    public void EveryFault_HasAName() => FaultKinds.Names.Should().BeEquivalentTo(
        typeof(S3Fault).GetMembers(
            BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(member => member is PropertyInfo
                or MethodInfo { IsStatic: true, IsSpecialName: false })
            .Select(member => member.Name));

    private static S3Call Call(string key) => new()
    {
        Operation = S3Operation.PutObject,
        Bucket = "pictures",
        Key = key,
        OperationNumber = 1,
        RequestNumber = 1,
    };
}
