using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Rendering;

namespace Discovitas.S3;

public sealed partial class S3Upload
{
    private readonly string _newId = $"s3-upload-{Guid.NewGuid():N}";
    private ElementReference _input;
    private bool _isStarted;

    [Inject]
    private IServiceProvider Services { get; set; } = null!;

    private bool IsStatic => AssignedRenderMode is null && !RendererInfo.IsInteractive;

    // A file that is chosen in what is prerendered, or before the script is there, would be lost.
    private bool IsWaiting => !IsStatic && !_isStarted;

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var id = AdditionalAttributes?.GetValueOrDefault("id") as string ?? _newId;

        // The script adds its list after the input, where nothing of the component's own follows.
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "s3-upload-field");
        AddLabel(builder, id);
        AddInput(builder, id);
        builder.CloseElement();
        if (IsStatic)
        {
            builder.OpenElement(30, "script");
            builder.AddAttribute(31, "type", "module");
            builder.AddAttribute(32, "src", ScriptUrl);
            builder.CloseElement();
        }
    }

    private void AddLabel(RenderTreeBuilder builder, string id)
    {
        if (Label is not null)
        {
            builder.OpenElement(10, "label");
            builder.AddAttribute(11, "for", id);
            builder.AddContent(12, Label);
            builder.CloseElement();
        }
    }

    private void AddInput(RenderTreeBuilder builder, string id)
    {
        builder.OpenElement(20, "input");
        builder.AddMultipleAttributes(21, AdditionalAttributes);
        builder.AddMultipleAttributes(22, Attributes(id));
        builder.AddElementReferenceCapture(23, input => _input = input);
        builder.CloseElement();
    }

    private IEnumerable<KeyValuePair<string, object>> Attributes(string id)
    {
        yield return new("type", "file");
        yield return new("id", id);
        yield return new("name", Name);
        yield return new("multiple", Multiple);
        yield return new("data-s3-upload", Endpoint);
        if (Accept is not null)
        {
            yield return new("accept", Accept);
        }

        if (ThroughServer)
        {
            yield return new("data-s3-upload-via", "form");
        }

        if (UploadOnSubmit)
        {
            yield return new("data-s3-upload-on", "submit");
        }

        if (RemoveMetadata)
        {
            yield return new("data-s3-upload-remove-metadata", true);
        }

        if (PassUnsupportedImages)
        {
            yield return new("data-s3-upload-unsupported", "pass");
        }

        // Not a field: a form of Blazor's has one already, and two would be one value that is wrong.
        if (Services.GetService<AntiforgeryStateProvider>()?.GetAntiforgeryToken() is { } token)
        {
            yield return new("data-s3-upload-token", token.Value);
        }

        if (IsWaiting)
        {
            yield return new("disabled", true);
        }
    }
}
