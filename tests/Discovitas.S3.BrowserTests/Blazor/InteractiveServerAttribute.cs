using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Discovitas.S3.BrowserTests.Blazor;

/// <summary>What <c>@rendermode InteractiveServer</c> is in a page that is written in C#.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InteractiveServerAttribute : RenderModeAttribute
{
    public override IComponentRenderMode Mode => RenderMode.InteractiveServer;
}
