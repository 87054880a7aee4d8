namespace Discovitas.S3.ClientTests.Commands;

/// <summary>Prints the table of differences as the documentation has it.</summary>
internal static class TableCommand
{
    internal static int Run()
    {
        Console.WriteLine("| subject | embedded S3 | Ceph 16.2 | reason |\n| --- | --- | --- | --- |");
        KnownDifferences.All.ToList().ForEach(known => Console.WriteLine(known.Row));
        return 0;
    }
}
