using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Configuration;

/// <summary>
/// Checks all rules of <see cref="S3Settings"/>: those that are attributes on it, and those that no attribute can
/// express. Each message names the setting, as the app has written it, and the remedy.
/// </summary>
/// <param name="services">The app's services; null if there is no container.</param>
internal sealed class S3SettingsValidator(IServiceProvider? services = null) : IValidateOptions<S3Settings>
{
    public ValidateOptionsResult Validate(string? name, S3Settings options)
    {
        var problems = Problems(options, isRegionOptional: HasOwnClient(name ?? Options.DefaultName)).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <exception cref="OptionsValidationException">A setting is missing or wrong; the message names each.</exception>
    internal static void Require(S3Settings settings, IEnumerable<string>? more = null)
    {
        var problems = Problems(settings, isRegionOptional: false)
            .Concat((more ?? []).Select(problem => SettingNames.In(settings.Section, problem)))
            .ToList();
        if (problems.Count > 0)
        {
            throw new OptionsValidationException(settings.Store, typeof(S3Settings), problems);
        }
    }

    private static IEnumerable<string> Problems(S3Settings settings, bool isRegionOptional) =>
        AttributeProblems(settings)
        .Concat(SettingRules.Problems(settings))
        .Concat(isRegionOptional || SettingRules.MissingRegion(settings) is not { } missing ? [] : [missing])
        .Select(problem => SettingNames.In(settings.Section, problem))
        .Concat(settings.Problems.Distinct());

    // The generated code puts the property's name before a message; ours name the setting themselves.
    private static IEnumerable<string> AttributeProblems(S3Settings settings) =>
        new S3SettingsAttributeRules().Validate(null, settings).Failures?
            .Select(failure => failure[(failure.IndexOf(": ", StringComparison.Ordinal) + 2)..]) ?? [];

    // The app's own client may know the region. Whether it does is known when the service is built
    // (Client.ClientSettings).
    private bool HasOwnClient(string store) =>
        services?.GetService<IServiceProviderIsKeyedService>() is { } registered
        && (registered.IsService(typeof(IAmazonS3))
            || (store.Length > 0 && registered.IsKeyedService(typeof(IAmazonS3), store)));
}
