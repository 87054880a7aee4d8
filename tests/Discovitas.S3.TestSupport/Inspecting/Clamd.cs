using System.Diagnostics;
using System.Text;
using Discovitas.S3.TestSupport.Docs;

namespace Discovitas.S3.TestSupport.Inspecting;

/// <summary>
/// A real clamd, which <c>.ci/clamd</c> has started and which a test can end and start again. It is there when its
/// variables are in the environment. Tests that use it must not run beside each other.
/// </summary>
public static class Clamd
{
    /// <summary>Gets where it listens on TCP.</summary>
    public static string Tcp => Environment.GetEnvironmentVariable("Clamd__Tcp") ?? "";

    /// <summary>Gets the path of its Unix socket.</summary>
    public static string Socket => Environment.GetEnvironmentVariable("Clamd__Socket") ?? "";

    /// <summary>Gets why no test can run with it; null if it is there.</summary>
    public static string? WhyMissing => Tcp.Length > 0
        ? null
        : "clamd is not there: run .ci/clamd start FOLDER, and source FOLDER/env.";

    /// <summary>
    /// Gets the test file that every scanner finds, https://www.eicar.org/download-anti-malware-testfile/; in two
    /// halves, so that no scanner finds it here.
    /// </summary>
    public static byte[] Eicar => Encoding.ASCII.GetBytes(
        @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*");

    /// <summary>Ends it.</summary>
    public static Task EndAsync() => RunAsync("end");

    /// <summary>Starts it again, where it listened before.</summary>
    public static Task StartAgainAsync() => RunAsync("again");

    private static async Task RunAsync(string command)
    {
        var script = Path.Combine(Repository.Root, ".ci", "clamd");
        var folder = Environment.GetEnvironmentVariable("Clamd__Folder") ?? "";
        using var process = Process.Start("bash", [script, command, folder]);
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, "clamd could not {0}", command);
    }
}
