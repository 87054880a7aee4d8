namespace Discovitas.S3.ClientTests.Commands;

/// <summary>What the program can do.</summary>
internal static class Usage
{
    internal static int Show()
    {
        Console.WriteLine(
            """
            compare [CLIENT …]   Runs the scenarios of clients (default: all) on the embedded S3 and on Ceph, and prints
                                 the differences that are not listed. With --files, compares the last answers.
            differential         Random calls on the embedded S3 and on Ceph. Options: --operations 10000, --seed N,
                                 --no-shrink (print only the call whose answers differ, not what leads to it).
            table                Prints the table of differences as src/Discovitas.S3.Local/docs/clients.md has it.
            """);
        return 2;
    }
}
