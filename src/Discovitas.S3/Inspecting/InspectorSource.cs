namespace Discovitas.S3.Inspecting;

/// <summary>Stands for one inspector of a store; keyed by the store's name in the app's container.</summary>
/// <param name="Create">
/// Returns the inspector for one file, from the services of that file; those are null without a container.
/// </param>
internal sealed record InspectorSource(Func<IServiceProvider?, IUploadInspector> Create);
