using Discovitas.S3.FaultTests.Chaos;
using Discovitas.S3.FaultTests.Matrix;
using Discovitas.S3.FaultTests.Support;

var options = new CommandLine(args.AsSpan(Math.Min(1, args.Length)));
return args.FirstOrDefault() switch
{
    "matrix" => await MatrixCommand.RunAsync(options),
    "chaos" => await ChaosCommand.RunAsync(options),
    "soak" => await ChaosCommand.SoakAsync(options),
    "crowd" => await CrowdCommand.RunAsync(options),
    "serve" => await ServerProcess.ServeAsync(),
    _ => Usage.Show(),
};
