using System.CommandLine;
using Discovitas.S3.Tool.Commands;

namespace Discovitas.S3.Tool.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--port 8080")]
    [InlineData("--port=8080")]
    [InlineData("cat.jpg film.mp4")]
    [InlineData("--serve")]
    [InlineData("--serve cat.jpg")]
    [InlineData("cat.jpg --serve")]
    [InlineData("@cat.jpg [red].jpg [cat]")]
    [InlineData("-- --serve -x")]
    [InlineData("--help --port 0 --nonsense")]
    [InlineData("-h")]
    [InlineData("-?")]
    [InlineData("--version")]
    public void ARightCommandLine_HasNoProblem(string args) => Problems(Split(args)).Should().BeEmpty();

    [Theory]
    [InlineData("--nonsense", "--nonsense is not an option. If it is a file, put it after --.")]
    [InlineData("cat.jpg -x", "-x is not an option. If it is a file, put it after --.")]
    [InlineData("--port 0", "--port needs a number from 1 to 65535.")]
    [InlineData("--port=65536", "--port needs a number from 1 to 65535.")]
    [InlineData("--port=-1", "--port needs a number from 1 to 65535.")]
    [InlineData("--port=http", "--port needs a number from 1 to 65535.")]
    [InlineData("--port 80 cat.jpg", "--port applies to the web page only: leave out the files and --serve.")]
    [InlineData("--port 80 --serve", "--port applies to the web page only: leave out the files and --serve.")]
    [InlineData("/", "/ is a directory. Name the files in it.")]
    public void AWrongCommandLine_IsExplained(string args, string problem) =>
        Problems(Split(args)).Should().Equal(problem);

    [Fact]
    public void AnEmptyName_IsExplained() => Problems([""]).Should().Equal("The name of a file is empty.");

    [Fact]
    public void APortWithoutItsNumber_IsExplained() => Problems(["--port"]).Should().ContainSingle();

    [Fact]
    public void AControlCharacterInAnArgument_IsNotShown() =>
        Problems(["-\u001b[31m"]).Should().ContainSingle().Which.Should().StartWith("-\uFFFD[31m is not an option");

    [Theory]
    [InlineData(50)]
    [InlineData(80)]
    [InlineData(160)]
    public void Help_FitsTheScreen(int width)
    {
        var screen = new TestScreen(width);
        using var output = new StringWriter();

        var code = new CommandLine(screen.Screen).Parse(["--help"])
            .Invoke(new InvocationConfiguration { Output = output });

        code.Should().Be(ExitCode.Success);
        var lines = output.ToString().Split('\n').Concat(screen.Lines).ToList();
        lines.Should().AllSatisfy(line => line.Length.Should().BeLessThanOrEqualTo(width));
        string.Join('\n', lines).Should().ContainAll("--port <N>", "--serve", "S3__Bucket", "Exit codes:")
            .And.ContainAll(typeof(S3Settings).GetProperties().Select(setting => $"S3__{setting.Name}"));
    }

    private static string[] Split(string args) => args.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static List<string> Problems(string[] args)
    {
        var commandLine = new CommandLine(new TestScreen().Screen);
        return [.. commandLine.ProblemsWith(commandLine.Parse(args))];
    }
}
