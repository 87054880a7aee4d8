namespace Discovitas.S3.Benchmarks;

/// <summary>The command line of the comparison.</summary>
internal static class Options
{
    internal static string Help { get; } = $"""
        Usage:
          dotnet run -c Release --project tests/Discovitas.S3.Benchmarks -- [COMMAND | options]

          memory [--picture jpeg|png] uploads 1 GiB of unknown length and compares the peak memory with the promise
                                      (exit code 1 if it is broken); as a picture, its metadata is removed
          crowd [--uploads 50] [--mebibytes 100]
                                      so many uploads at once; compares the peak memory with the promise in the same way
          memory-limit                500 uploads from streams at once under a memory limit of 256 MiB; the same
          reconcile [--keys 1000000]  compares so many files of a scripted store with an app's records: memory, a crash
                                      in the middle, and no records at all; the same
          stalled                     100 forms that stop after some KiB; compares the memory of the app in the same way
          deliver                     a file of 1 GiB through an app, by S3Results.Stream and by a copy of
                                      GetObjectAsync; the same for the first
          listing [--keys 100000]     lists so many objects of the embedded S3 page by page; exit code 1 if the last
                                      pages take longer than the first ones
          servers --s3rver FOLDER [--rounds 5]
                                      put and get on the embedded S3 and on npm's s3rver, in alternation; FOLDER is
                                      where it was installed; exit code 1 if the embedded S3 is slower in any case
          form [--rounds NUMBER]      sends forms of 1 GiB through MapS3Uploads and through an IFormFile endpoint, in
                                      alternation; the same for the first
          images [--rounds 31]        uploads pictures with their metadata and without it, in alternation, and compares
                                      the processor time; then the ways to remove metadata, side by side, and pictures
                                      of very many pixels; exit code 1 if cleaning a photo costs 5 % of its upload, a
                                      temporary file is made, or such a picture is not rejected

        Without it, uploads by this library and by others, side by side, and prints Markdown tables:

          --quick                     the most telling cases, three rounds: a few minutes instead of half an hour
          --scheme http|https|both    default both
          --cases NAME,...            {CaseNames}, or a size for all of its cases
          --clients NAME,...          {string.Join(' ', Uploaders.Names)}, or how several names begin
          --rounds NUMBER             default {new Plan().Rounds}
        """;

    private static readonly string[] QuickCases = ["1KiB@1", "1KiB@16", "100KiB@16", "64MiB@1", "1GiB@1"];

    private static string CaseNames => string.Join(' ', UploadCase.All.Select(upload => upload.Name));

    /// <returns>Null where the options make no sense.</returns>
    internal static Plan? Parse(ReadOnlySpan<string> arguments, Plan plan) => arguments switch
    {
        [] => plan,
        ["--quick", .. var rest] => Parse(rest, plan with { Cases = Cases(QuickCases), Rounds = 3 }),
        ["--scheme", "both", .. var rest] => Parse(rest, plan),
        ["--scheme", "http" or "https", .. var rest] => Parse(rest, plan with { Schemes = [arguments[1]] }),
        ["--cases", var names, .. var rest] when names.Split(',').All(name => Cases([name]).Count > 0) =>
            Parse(rest, plan with { Cases = Cases(names.Split(',')) }),
        ["--clients", var names, .. var rest] when names.Split(',').All(name => Clients([name]).Count > 0) =>
            Parse(rest, plan with { Clients = Clients(names.Split(',')), WithSlow = true }),
        ["--rounds", var number, .. var rest] when int.TryParse(
            number, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds)
            && rounds > 0 =>
            Parse(rest, plan with { Rounds = rounds }),
        _ => null,
    };

    private static List<UploadCase> Cases(string[] names) =>
        [.. UploadCase.All.Where(upload => names.Contains(upload.Name) || names.Contains(upload.SizeName))];

    private static List<string> Clients(string[] names) =>
        [
            .. Uploaders.Names.Where(
                client =>
                    names.Contains(client)
                        || names.Any(name => client.StartsWith(name + '-', StringComparison.Ordinal))),
        ];
}
