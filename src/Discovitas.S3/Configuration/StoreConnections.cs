using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Configuration;

/// <summary>
/// Finds the connection string of a store: the one that the app named, else <c>ConnectionStrings:{store}</c>, and
/// <c>ConnectionStrings:S3</c> for the default store.
/// </summary>
internal static class StoreConnections
{
    /// <summary>Returns the store's connection string, or null if it has none.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="store">The store's name; empty for the default store.</param>
    /// <param name="isNameEnough">
    /// Whether to read the connection string of the store's name. One that is not of an S3 store, but for instance of a
    /// database with this name, is left alone.
    /// </param>
    /// <exception cref="OptionsValidationException">The app named a connection string that does not exist.</exception>
    internal static StoreConnection? Find(IServiceProvider services, string store, bool isNameEnough)
    {
        var configuration = services.GetService<IConfiguration>();
        var chosen = services.GetServices<StoreConnectionName>().LastOrDefault(other => other.Store == store)?.Name;
        var name = chosen ?? (store.Length == 0 ? SettingNames.DefaultSection : store);
        var text = chosen is null && !isNameEnough ? null : configuration?.GetConnectionString(name);
        if (!string.IsNullOrWhiteSpace(text))
        {
            var connection = new StoreConnection(name, text);
            return chosen is not null || connection.IsOfS3 ? connection : null;
        }

        return chosen is null ? null : throw StoreConnection.Wrong(
            $"ConnectionStrings:{name} is missing, which UseConnectionString names. Set it (environment variable "
            + $"ConnectionStrings__{name}) to {StoreConnection.Form}.");
    }
}
