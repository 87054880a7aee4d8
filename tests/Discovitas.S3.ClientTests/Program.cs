using Discovitas.S3.ClientTests.Commands;

return args.FirstOrDefault() switch
{
    "compare" => await CompareCommand.RunAsync(args[1..]),
    "differential" => await DifferentialCommand.RunAsync(args[1..]),
    "table" => TableCommand.Run(),
    _ => Usage.Show(),
};
