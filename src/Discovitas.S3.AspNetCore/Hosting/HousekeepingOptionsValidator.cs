using Microsoft.Extensions.Options;

namespace Discovitas.S3.AspNetCore.Hosting;

/// <summary>Checks the options of housekeeping when the app starts.</summary>
internal sealed class HousekeepingOptionsValidator : IValidateOptions<HousekeepingOptions>
{
    public ValidateOptionsResult Validate(string? name, HousekeepingOptions options)
    {
        var problems = options.Validate();
        return problems.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(problems.Select(problem => $"AddHousekeeping: {problem}"));
    }
}
