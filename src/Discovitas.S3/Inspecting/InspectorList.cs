using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Inspecting;

/// <summary>The inspectors of one store, in the order in which the app has added them.</summary>
internal sealed class InspectorList
{
    private readonly IReadOnlyList<InspectorSource> _sources;
    private readonly IServiceScopeFactory? _scopes;

    private InspectorList(IReadOnlyList<InspectorSource> sources, IServiceScopeFactory? scopes)
    {
        _sources = sources;
        _scopes = scopes;
    }

    internal static InspectorList None { get; } = new([], null);

    internal bool IsEmpty => _sources.Count == 0;

    internal static InspectorList From(IEnumerable<IUploadInspector> inspectors) =>
        new([.. inspectors.Select(inspector => new InspectorSource(_ => inspector))], null);

    /// <summary>Returns what the app has added to a store.</summary>
    internal static InspectorList From(IServiceProvider services, string store) => new(
        [.. services.GetKeyedServices<InspectorSource>(store)],
        services.GetRequiredService<IServiceScopeFactory>());

    /// <summary>Asks one inspector after the other until one rejects the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="onNext">Receives the name of each inspector before it is asked.</param>
    /// <param name="cancellationToken">Passed to the inspectors.</param>
    internal async Task<UploadInspectionRejection?> InspectAsync(
        InspectedFile file, Action<string> onNext, CancellationToken cancellationToken)
    {
        // An inspector can depend on what has the lifetime of a request. It is disposed once it has really ended.
        if (_scopes?.CreateAsyncScope() is not { } scope)
        {
            return await InspectAsync(null).ConfigureAwait(false);
        }

        await using (scope.ConfigureAwait(false))
        {
            return await InspectAsync(scope.ServiceProvider).ConfigureAwait(false);
        }

        async Task<UploadInspectionRejection?> InspectAsync(IServiceProvider? services)
        {
            UploadInspectionRejection? rejection = null;
            for (var i = 0; i < _sources.Count && rejection is null; i++)
            {
                var inspector = _sources[i].Create(services);
                onNext(inspector.GetType().Name);
                rejection = await inspector.InspectAsync(file, cancellationToken).ConfigureAwait(false);
            }

            return rejection;
        }
    }
}
