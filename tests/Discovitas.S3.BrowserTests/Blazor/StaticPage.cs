using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Rendering;

namespace Discovitas.S3.BrowserTests.Blazor;

/// <summary>A page without a circuit, whose form is posted to itself and shows the keys that it got.</summary>
[Route("/static")]
public sealed class StaticPage : ComponentBase
{
    [SupplyParameterFromQuery]
    public bool Enhanced { get; set; }

    [SupplyParameterFromForm]
    public List<PostedPicture>? Pictures { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<h1>Profile</h1>");
        builder.OpenElement(1, "form");
        builder.AddAttribute(2, "method", "post");
        builder.AddAttribute(3, "enctype", "multipart/form-data");
        builder.AddAttribute(4, "data-enhance", Enhanced);
        builder.AddAttribute(5, "onsubmit", EventCallback.Factory.Create<EventArgs>(this, () => { }));
        builder.AddNamedEvent("onsubmit", "profile");
        builder.OpenComponent<AntiforgeryToken>(6);
        builder.CloseComponent();
        builder.OpenComponent<S3Upload>(7);
        builder.AddComponentParameter(8, nameof(S3Upload.Endpoint), "/uploads");
        builder.AddComponentParameter(9, nameof(S3Upload.Name), nameof(Pictures));
        builder.AddComponentParameter(10, nameof(S3Upload.Label), "Pictures");
        builder.AddComponentParameter(11, nameof(S3Upload.Multiple), true);
        builder.AddComponentParameter(12, nameof(S3Upload.ThroughServer), true);
        builder.CloseComponent();
        builder.AddMarkupContent(13, "<p><button>Save</button></p>");
        builder.CloseElement();
        builder.OpenElement(14, "p");
        builder.AddAttribute(15, "id", "posted");
        builder.AddContent(16, string.Join(' ', Pictures?.Select(picture => picture.Key) ?? []));
        builder.CloseElement();
    }
}
