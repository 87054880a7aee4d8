using Discovitas.S3.FaultTests.Chaos;
using Discovitas.S3.FaultTests.Kills;
using Discovitas.S3.FaultTests.Links;
using Discovitas.S3.FaultTests.Malformed;
using Discovitas.S3.FaultTests.Sockets;

var options = new CommandLine(args.AsSpan(Math.Min(1, args.Length)));
return args.FirstOrDefault() switch
{
    "matrix" => await MatrixCommand.RunAsync(options),
    "sockets" => await SocketCommand.RunAsync(options),
    "chaos" => await ChaosCommand.RunAsync(options),
    "kills" => await KillCommand.RunAsync(options),
    "malformed" => await MalformedCommand.RunAsync(options),
    "serve" when args is [_, var folder] => await KilledServer.ServeAsync(folder),
    "links" => await LinksCommand.RunAsync(),
    "soak" => await ChaosCommand.SoakAsync(options),
    _ => Usage.Show(),
};
