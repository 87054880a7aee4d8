return args.FirstOrDefault() switch
{
    _ => 2,
};
