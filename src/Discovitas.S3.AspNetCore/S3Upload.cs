using Discovitas.S3.AspNetCore.Blazor;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Discovitas.S3;

/// <summary>
/// A file input for Blazor whose files go from the browser to the store, and never over the connection of the circuit.
/// It shows each file with its progress, and buttons to cancel, to remove it or to try again. It works with interactive
/// server rendering, where the events are raised, and with static server rendering, where its form is posted with
/// hidden fields for key and URL. The routes are those of <c>MapS3Uploads</c>.
/// </summary>
/// <example>
/// <code>
/// &lt;S3Upload Endpoint="/uploads" Label="Pictures" Multiple Accept="image/*" OnUploaded="AddAsync" /&gt;
/// </code>
/// </example>
public sealed partial class S3Upload : ComponentBase, IAsyncDisposable
{
    private UploadScript? _script;

    /// <summary>Gets or sets the route of <c>MapS3Uploads</c>, for instance <c>/uploads</c>.</summary>
    [Parameter]
    [EditorRequired]
    public string Endpoint { get; set; } = "";

    /// <summary>
    /// Gets or sets the name of the form's fields: <c>{Name}.key</c> and <c>{Name}.url</c>, and with several files
    /// <c>{Name}[0].key</c>.
    /// </summary>
    /// <value>The default is <c>file</c>.</value>
    [Parameter]
    public string Name { get; set; } = "file";

    /// <summary>Gets or sets the text of the label.</summary>
    /// <value>The default is none: write a label of your own for the attribute <c>id</c>, or set
    /// <c>aria-label</c>.</value>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>Gets or sets a value indicating whether several files can be chosen.</summary>
    /// <value>The default is false.</value>
    [Parameter]
    public bool Multiple { get; set; }

    /// <summary>
    /// Gets or sets which files the browser offers, for instance <c>image/*</c> or <c>.pdf</c>. The server's rules
    /// are the options of <c>MapS3Uploads</c>.
    /// </summary>
    /// <value>The default is all files.</value>
    [Parameter]
    public string? Accept { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether files go through the server, as those of a form, for instance if the
    /// bucket has no CORS rules.
    /// </summary>
    /// <value>The default is false: they go from the browser to the store.</value>
    [Parameter]
    public bool ThroughServer { get; set; }

    /// <summary>Gets or sets a value indicating whether files are uploaded when their form is submitted.</summary>
    /// <value>The default is false: they are uploaded at once.</value>
    [Parameter]
    public bool UploadOnSubmit { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the browser removes the metadata of JPEG, PNG, GIF and WebP pictures
    /// before it sends them: location, camera, thumbnails and everything else. The pixels stay as they are. Files that
    /// are no pictures are sent unchanged.
    /// </summary>
    /// <value>The default is false.</value>
    [Parameter]
    public bool RemoveMetadata { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether pictures of other formats, whose metadata cannot be removed, are sent
    /// with it. Used only with <see cref="RemoveMetadata"/>, which never sends a damaged picture of the formats that it
    /// cleans (<see cref="OnRejected"/> is called with the code <c>invalid-image</c>).
    /// </summary>
    /// <value>
    /// The default is false: they are not sent, and <see cref="OnRejected"/> is called with the code
    /// <c>image-not-supported</c>.
    /// </value>
    [Parameter]
    public bool PassUnsupportedImages { get; set; }

    /// <summary>Gets or sets the handler that is called when a file is stored and verified.</summary>
    [Parameter]
    public EventCallback<S3UploadedFile> OnUploaded { get; set; }

    /// <summary>
    /// Gets or sets the handler that is called when the user removes a stored file from the list, or replaces it by
    /// choosing again. The object in the bucket stays; delete it if your app does not keep it.
    /// </summary>
    [Parameter]
    public EventCallback<S3UploadedFile> OnRemoved { get; set; }

    /// <summary>Gets or sets the handler that is called when a rule or the app rejects a file.</summary>
    [Parameter]
    public EventCallback<S3UploadFailure> OnRejected { get; set; }

    /// <summary>
    /// Gets or sets the handler that is called when an upload fails for any other reason. The user can try again. It is
    /// not called when the user cancels.
    /// </summary>
    [Parameter]
    public EventCallback<S3UploadFailure> OnFailed { get; set; }

    /// <summary>
    /// Gets or sets the handler that is called with the progress of a file. Without one, the browser sends no progress
    /// to the server; the user sees it in any case.
    /// </summary>
    [Parameter]
    public EventCallback<S3UploadProgress> OnProgress { get; set; }

    /// <summary>Gets or sets further attributes of the input, for instance <c>id</c> or <c>required</c>.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? AdditionalAttributes { get; set; }

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    private string ScriptUrl => $"{Endpoint.TrimEnd('/')}/discovitas-s3.js";

    /// <summary>Cancels the uploads under way and empties the list, for instance once your app has saved it.</summary>
    /// <returns>A task that completes when the browser has done so.</returns>
    public async Task ClearAsync()
    {
        if (_script is not null)
        {
            await _script.ClearAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Cancels the uploads under way.</summary>
    /// <returns>A task that completes when the browser has done so, or is gone.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_script is not null)
        {
            await _script.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (string.IsNullOrWhiteSpace(Endpoint))
        {
            throw new InvalidOperationException(
                "S3Upload needs the parameter Endpoint: the route of MapS3Uploads, for instance \"/uploads\".");
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _script = new UploadScript(new UploadEvents(this), OnProgress.HasDelegate);
            await _script.StartAsync(Browser, ScriptUrl, _input).ConfigureAwait(false);
            _isStarted = true;
            await InvokeAsync(StateHasChanged).ConfigureAwait(false);
        }
    }

    internal Task RaiseAsync<T>(EventCallback<T> callback, T value) => InvokeAsync(async () =>
    {
        try
        {
            await callback.InvokeAsync(value).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // As if the handler were one of the framework's own events, instead of a failure in the browser.
            await DispatchExceptionAsync(failure).ConfigureAwait(false);
        }
    });
}
