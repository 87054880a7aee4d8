using System.CommandLine;
using Discovitas.S3.Tool.Commands;

namespace Discovitas.S3.Tool.Tests.Commands;

public sealed class CommandLineTests
{
    private const string AgeRule = "--older-than needs a number with a unit, at least 1h: 90m, 24h or 7d.";

    private const string BucketRule =
        "--bucket needs a bucket's name: 3 to 63 lower-case letters, digits, hyphens and dots.";

    private const string RegionRule = "--region needs letters, digits and hyphens: eu-west-1.";

    private const string EndpointRule = "--endpoint needs scheme, host and port: https://s3.example.com";

    private const string BindRule = "--bind needs an IP address: 127.0.0.1, or 0.0.0.0 for all of this machine.";

    private const string CommandIsFirst =
        "usage is a command: it is the first word, and it has options of its own. If it is a file, write ./usage.";

    [Theory]
    [InlineData("")]
    [InlineData("--port 8080")]
    [InlineData("--port=8080")]
    [InlineData("cat.jpg film.mp4")]
    [InlineData("serve")]
    [InlineData("serve --port 0 --folder data --bucket a-b --bucket c.d --access-key ID --secret-key S --region eu")]
    [InlineData("serve --bind 0.0.0.0 --cors https://a.example --cors * --verbose --https --public-read")]
    [InlineData("serve --help")]
    [InlineData("env --shell fish --bind ::1 --secret-key \" --port 9001 --bucket pictures --https")]
    [InlineData("env")]
    [InlineData("@cat.jpg [red].jpg [cat]")]
    [InlineData("-- --port -x")]
    [InlineData("--help --port 0 --nonsense")]
    [InlineData("-h")]
    [InlineData("-?")]
    [InlineData("--version")]
    [InlineData("./usage")]
    [InlineData("-- usage")]
    [InlineData("usage")]
    [InlineData("usage avatars/2026 --depth 3 --json")]
    [InlineData("usage --depth=0")]
    [InlineData("clean --dry-run --older-than 90m --json")]
    [InlineData("clean --older-than=1.5h")]
    [InlineData("clean --older-than 7d")]
    [InlineData("setup --apply --private --origin https://a.example --origin=https://b.example --json")]
    [InlineData("doctor --origin https://a.example --private --json")]
    [InlineData("conformance")]
    [InlineData("conformance --endpoint https://s3.example.com --bucket b --region r --access-key ID --secret-key S")]
    [InlineData("conformance --change-bucket --json")]
    [InlineData("clean --help")]
    public void ARightCommandLine_HasNoProblem(string args) => Problems(Split(args)).Should().BeEmpty();

    [Theory]
    [InlineData("--nonsense", "--nonsense is not an option. If it is a file, put it after --.")]
    [InlineData("cat.jpg -x", "-x is not an option. If it is a file, put it after --.")]
    [InlineData("--port 0", "--port needs a number from 1 to 65535.")]
    [InlineData("--port=65536", "--port needs a number from 1 to 65535.")]
    [InlineData("--port=-1", "--port needs a number from 1 to 65535.")]
    [InlineData("--port=http", "--port needs a number from 1 to 65535.")]
    [InlineData("--port 80 cat.jpg", "--port applies to the web page only: leave out the files.")]
    [InlineData("--serve", "--serve is not an option. To keep the embedded S3 running: discovitas-s3 serve.")]
    [InlineData("serve --port 65536", "--port needs a number from 0 to 65535.")]
    [InlineData("env --port 0", "--port needs a number from 1 to 65535.")]
    [InlineData("serve --bucket Pictures", BucketRule)]
    [InlineData("serve --bucket ab", BucketRule)]
    [InlineData("serve --bind example.com", BindRule)]
    [InlineData("serve --bucket a..b", BucketRule)]
    [InlineData("serve --region a/b", RegionRule)]
    [InlineData("conformance --region a.b", RegionRule)]
    [InlineData("setup --origin nonsense", "--origin needs an origin: https://www.example.com, or * for any.")]
    [InlineData("doctor --origin *", "--origin needs an origin: https://www.example.com.")]
    [InlineData("serve --cors a.example", "--cors needs an origin: https://www.example.com, or * for any.")]
    [InlineData("serve --access-key=", "Required argument missing for option: '--access-key'.")]
    [InlineData("env --shell zsh", "--shell needs one of bash, cmd, fish, powershell. For zsh and sh, use bash.")]
    [InlineData(
        "env --shell cmd --secret-key a\"&b",
        "The key has a quotation mark, which cmd cannot write. Choose another key, or another --shell.")]
    [InlineData("conformance --endpoint s3.example.com", EndpointRule)]
    [InlineData("conformance --endpoint https://s3.example.com/bucket", EndpointRule)]
    [InlineData("conformance --secret-key=", "Required argument missing for option: '--secret-key'.")]
    [InlineData("usage --depth -1", "--depth needs a number from 0 to 100.")]
    [InlineData("usage --depth deep", "--depth needs a number from 0 to 100.")]
    [InlineData("usage --nonsense", "--nonsense is not an option.")]
    [InlineData("clean --older-than 24", AgeRule)]
    [InlineData("clean --older-than 59m", AgeRule)]
    [InlineData("clean --older-than h", AgeRule)]
    [InlineData("clean --older-than -7d", AgeRule)]
    [InlineData("clean --older-than 999999d", AgeRule)]
    [InlineData("cat.jpg usage", CommandIsFirst)]
    [InlineData("--port 80 usage", CommandIsFirst)]
    [InlineData("/", "/ is a directory. Name the files in it.")]
    public void AWrongCommandLine_IsExplained(string args, string problem) =>
        Problems(Split(args)).Should().Equal(problem);

    [Fact]
    public void AFileAsFolder_IsExplained()
    {
        var file = typeof(CommandLine).Assembly.Location;

        Problems(["serve", "--folder", file]).Should()
            .Equal($"--folder needs a folder, and {file} is a file. Choose another path.");
    }

    [Fact]
    public void AnEmptyFolder_IsExplained() => Problems(["serve", "--folder", ""]).Should()
        .Equal("--folder needs the path of a folder, which is created if it does not exist.");

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

        var code = new CommandLine(["--help"], screen.Screen).Parsed
            .Invoke(new InvocationConfiguration { Output = output });

        code.Should().Be(ExitCode.Success);
        var lines = output.ToString().Split('\n').Concat(screen.Lines).ToList();
        lines.Should().AllSatisfy(line => line.Length.Should().BeLessThanOrEqualTo(width));
        string.Join('\n', lines).Should().ContainAll("--port <N>", "serve", "S3__Bucket", "Exit codes:")
            .And.ContainAll(typeof(S3Settings).GetProperties()
                .Where(setting => setting.Name is not nameof(S3Settings.SignUrl))
                .Select(setting => $"S3__{setting.Name}"));
    }

    private static string[] Split(string args) => args.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static List<string> Problems(string[] args) =>
        [.. new CommandLine(args, new TestScreen().Screen).Problems()];
}
