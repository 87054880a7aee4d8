using Discovitas.S3.FaultTests.Matrix;
using Discovitas.S3.FaultTests.Support;

return args switch
{
    ["matrix", ..] => await MatrixCommand.RunAsync(new CommandLine(args.AsSpan(1))),
    _ => Usage.Show(),
};
