using Discovitas.S3.FaultTests.Chaos;
using Discovitas.S3.FaultTests.Links;

var options = new CommandLine(args.AsSpan(Math.Min(1, args.Length)));
return args.FirstOrDefault() switch
{
    "matrix" => await MatrixCommand.RunAsync(options),
    "chaos" => await ChaosCommand.RunAsync(options),
    "links" => await LinksCommand.RunAsync(),
    "soak" => await ChaosCommand.SoakAsync(options),
    _ => Usage.Show(),
};
