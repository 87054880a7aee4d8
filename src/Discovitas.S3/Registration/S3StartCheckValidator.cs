using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Registration;

/// <summary>
/// Builds a store's service when the app starts, so that a wrong setting, or one that contradicts the app's own
/// client, stops the start.
/// </summary>
internal sealed class S3StartCheckValidator(IServiceProvider services) : IValidateOptions<S3StartCheck>
{
    public ValidateOptionsResult Validate(string? name, S3StartCheck options)
    {
        // The settings are checked even if a test has put its own service into the container.
        var store = name ?? Options.DefaultName;
        _ = StoreServices.Settings(services, store);
        _ = services.GetRequiredKeyedService<S3Service>(store);
        return ValidateOptionsResult.Success;
    }
}
