using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Discovitas.S3.BrowserTests.Blazor;

/// <summary>A page on a circuit, which shows each event of the component.</summary>
[Route("/interactive")]
[InteractiveServer]
public sealed class InteractivePage : ComponentBase
{
    private readonly List<string> _events = [];
    private S3Upload? _upload;
    private long _loaded;

    [SupplyParameterFromQuery]
    public bool ThroughServer { get; set; }

    [SupplyParameterFromQuery]
    public bool RemoveMetadata { get; set; }

    [SupplyParameterFromQuery]
    public bool PassUnsupportedImages { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<h1>Profile</h1>");
        builder.OpenElement(1, "form");
        builder.AddAttribute(2, "onsubmit", EventCallback.Factory.Create<EventArgs>(this, () => Add("saved")));
        AddUpload(builder);
        builder.AddMarkupContent(20, "<p><button>Save</button></p>");
        builder.CloseElement();
        builder.OpenElement(21, "button");
        builder.AddAttribute(22, "onclick", EventCallback.Factory.Create<EventArgs>(this, () => _upload!.ClearAsync()));
        builder.AddContent(23, "Clear");
        builder.CloseElement();
        builder.OpenElement(24, "p");
        builder.AddAttribute(25, "id", "events");
        builder.AddContent(26, string.Join(", ", _events));
        builder.CloseElement();
        builder.OpenElement(27, "p");
        builder.AddAttribute(28, "id", "loaded");
        builder.AddContent(29, _loaded);
        builder.CloseElement();
    }

    private void AddUpload(RenderTreeBuilder builder)
    {
        builder.OpenComponent<S3Upload>(3);
        builder.AddComponentParameter(4, nameof(S3Upload.Endpoint), "/uploads");
        builder.AddComponentParameter(5, nameof(S3Upload.Label), "Pictures");
        builder.AddComponentParameter(6, nameof(S3Upload.Multiple), true);
        builder.AddComponentParameter(7, nameof(S3Upload.ThroughServer), ThroughServer);
        builder.AddComponentParameter(
            8, nameof(S3Upload.OnUploaded), On<S3UploadedFile>(file => Add($"uploaded {file.FileName} {file.Key}")));
        builder.AddComponentParameter(
            9, nameof(S3Upload.OnRemoved), On<S3UploadedFile>(file => Add($"removed {file.FileName}")));
        builder.AddComponentParameter(
            10, nameof(S3Upload.OnRejected), On<S3UploadFailure>(why => Add($"rejected {why.FileName} {why.Code}")));
        builder.AddComponentParameter(
            11, nameof(S3Upload.OnFailed), On<S3UploadFailure>(why => Add($"failed {why.FileName} {why.Code}")));
        builder.AddComponentParameter(
            12, nameof(S3Upload.OnProgress), On<S3UploadProgress>(Show));
        builder.AddComponentParameter(13, nameof(S3Upload.RemoveMetadata), RemoveMetadata);
        builder.AddComponentParameter(14, nameof(S3Upload.PassUnsupportedImages), PassUnsupportedImages);
        builder.AddComponentReferenceCapture(15, upload => _upload = (S3Upload)upload);
        builder.CloseComponent();
    }

    private EventCallback<T> On<T>(Action<T> handler) => EventCallback.Factory.Create(this, handler);

    private void Show(S3UploadProgress progress) =>
        _loaded = progress.FileName == "one.txt" ? progress.Loaded : _loaded;

    private void Add(string text) => _events.Add(text);
}
