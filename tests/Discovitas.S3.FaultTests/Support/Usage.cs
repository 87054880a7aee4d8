namespace Discovitas.S3.FaultTests.Support;

/// <summary>What to say when the command line is not understood.</summary>
internal static class Usage
{
    internal static int Show(string? problem = null)
    {
        Console.Error.WriteLine(problem);
        Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Discovitas.S3.FaultTests -- COMMAND");
        Console.Error.WriteLine(
            "  matrix [--subject NAME,NAME] [--only PART-OF-ID] [--sample N] [--seed N] [--at-once N]");
        Console.Error.WriteLine(
            "      every operation, fault, position and content, for ours and for the SDK's own; prints a table");
        Console.Error.WriteLine(
            "  matrix --case ID [--subject NAME]        one case, with the requests that it led to");
        Console.Error.WriteLine(
            "  chaos [--uploads 2000] [--seed 1] [--first 0]   random uploads, one request in five broken");
        Console.Error.WriteLine("  sockets [--sample 2000] [--seed 1] [--fixed no]");
        Console.Error.WriteLine("      fixed and random faults of a raw socket server, on each client an app may have");
        Console.Error.WriteLine("  soak [--minutes 60] [--seed 1]");
        Console.Error.WriteLine("      the same by time; prints memory, handles and threads each minute");
        Console.Error.WriteLine("  kills [--times 200] [--seed 1]");
        Console.Error.WriteLine("      kills the embedded S3 during writes, and compares what it has after a restart");
        Console.Error.WriteLine("  malformed [--requests 20000] [--seed 1] [--first 0]");
        Console.Error.WriteLine("      malformed requests and abused signatures, sent to the embedded S3");
        Console.Error.WriteLine("  links");
        Console.Error.WriteLine("      uploads over slow, lossy and silent links, with the default settings; minutes");
        Console.Error.WriteLine("All fail (exit code 1) if this library breaks a promise.");
        return 2;
    }
}
