namespace Discovitas.S3.FaultTests.Support;

/// <summary>What to say when the command line is not understood.</summary>
internal static class Usage
{
    internal static int Show(string? problem = null)
    {
        Console.Error.WriteLine(problem);
        Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Discovitas.S3.FaultTests -- COMMAND");
        Console.Error.WriteLine("  matrix [--subject NAME] [--only PART-OF-ID] [--sample N] [--seed N] [--at-once N]   every operation, fault, position and content");
        Console.Error.WriteLine("  matrix --case ID [--subject NAME]                                                   one case, with the requests that it led to");
        return 2;
    }
}
