using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Routing;

namespace Discovitas.S3.BrowserTests.Blazor;

/// <summary>The document of a Blazor app. Its pages are those beside it.</summary>
public sealed class BlazorApp : ComponentBase
{
    private const string Head = """
        <head>
        <meta charset="utf-8">
        <base href="/">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark">
        <title>Profile</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
        #events { overflow-wrap: anywhere }
        </style>
        </head>
        """;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<!doctype html>");
        builder.OpenElement(1, "html");
        builder.AddAttribute(2, "lang", "en");
        builder.AddMarkupContent(3, Head);
        builder.OpenElement(4, "body");
        builder.OpenComponent<Router>(5);
        builder.AddComponentParameter(6, nameof(Router.AppAssembly), typeof(BlazorApp).Assembly);
        builder.AddComponentParameter(7, nameof(Router.Found), (RenderFragment<RouteData>)Page);
        builder.CloseComponent();
        builder.OpenElement(8, "script");
        builder.AddAttribute(9, "src", "/_framework/blazor.web.js");
        builder.CloseElement();
        builder.CloseElement();
        builder.CloseElement();
    }

    private static RenderFragment Page(RouteData route) => builder =>
    {
        builder.OpenComponent<RouteView>(0);
        builder.AddComponentParameter(1, nameof(RouteView.RouteData), route);
        builder.CloseComponent();
    };
}
