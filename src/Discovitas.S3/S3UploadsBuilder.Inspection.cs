using System.Diagnostics.CodeAnalysis;
using Discovitas.S3.Inspecting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <content>Inspectors of the store's files.</content>
public sealed partial class S3UploadsBuilder
{
    /// <summary>
    /// Has every file of this store inspected before it is kept, however it is uploaded. Several inspectors are asked
    /// in the order in which they are added, until one rejects the file.
    /// </summary>
    /// <typeparam name="T">
    /// The inspector. Each file has a scope of its own, from which the inspector comes, so that it can depend on scoped
    /// services. It is added with that lifetime unless the app has registered it.
    /// </typeparam>
    /// <returns>The same builder.</returns>
    public S3UploadsBuilder AddInspector<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class, IUploadInspector
    {
        Services.TryAddScoped<T>();
        return AddInspector(services => services.GetRequiredService<T>());
    }

    /// <summary>Does the same with an inspector that code creates.</summary>
    /// <param name="create">Returns the inspector for one file, from the services of that file.</param>
    /// <returns>The same builder.</returns>
    public S3UploadsBuilder AddInspector(Func<IServiceProvider, IUploadInspector> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddKeyedSingleton(Name, new InspectorSource(services => create(services!)));
        return this;
    }

    /// <summary>
    /// Has the bytes of every file of this store filtered before they are kept, however it is uploaded. Several filters
    /// work on what those before them return.
    /// </summary>
    /// <param name="create">Returns the filter. It serves the whole app, and must be thread-safe.</param>
    /// <returns>The same builder.</returns>
    public S3UploadsBuilder AddContentFilter(Func<IServiceProvider, IContentFilter> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddKeyedSingleton(Name, (services, _) => create(services));
        return this;
    }

    /// <summary>
    /// Has every file of this store scanned for malware by ClamAV (<see cref="ClamAvInspector"/>). The options are
    /// checked when the app starts; clamd need not run then.
    /// </summary>
    /// <param name="configure">Changes the options. By default clamd listens at localhost:3310.</param>
    /// <returns>The same builder.</returns>
    /// <example>
    /// <code>
    /// services.AddS3Uploads().AddClamAv(options => options.Endpoint = "/run/clamav/clamd.ctl");
    /// </code>
    /// </example>
    public S3UploadsBuilder AddClamAv(Action<ClamAvOptions>? configure = null)
    {
        AddOptions(configure, new ClamAvOptionsValidator(Name));
        Services.TryAddKeyedSingleton(Name, (services, _) =>
            new ClamAvInspector(OptionsOf<ClamAvOptions>(services), services.GetService<TimeProvider>()));
        return AddInspector(services => services.GetRequiredKeyedService<ClamAvInspector>(Name));
    }

    /// <summary>
    /// Keeps a file of this store only once the store's own scanner has tagged it as clean
    /// (<see cref="TagInspector"/>).
    /// </summary>
    /// <param name="configure">Changes the options. By default the tag is that of Amazon GuardDuty.</param>
    /// <returns>The same builder.</returns>
    public S3UploadsBuilder AddTagInspector(Action<TagInspectorOptions>? configure = null)
    {
        AddOptions(configure, new TagInspectorOptionsValidator(Name));
        Services.TryAddKeyedSingleton(Name, (services, _) =>
            new TagInspector(OptionsOf<TagInspectorOptions>(services), services.GetService<TimeProvider>()));
        return AddInspector(services => services.GetRequiredKeyedService<TagInspector>(Name));
    }

    private void AddOptions<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(
        Action<T>? configure, IValidateOptions<T> validator)
        where T : class
    {
        Services.AddSingleton(validator);
        Services.AddOptions<T>(Name).Configure(options => configure?.Invoke(options)).ValidateOnStart();
    }

    private T OptionsOf<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(
        IServiceProvider services)
        where T : class =>
        services.GetRequiredService<IOptionsMonitor<T>>().Get(Name);
}
