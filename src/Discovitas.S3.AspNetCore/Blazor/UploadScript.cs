using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Discovitas.S3.AspNetCore.Blazor;

/// <summary>The script for pages, as it observes one input for a component.</summary>
internal sealed class UploadScript(UploadEvents events, bool reportsProgress) : IAsyncDisposable
{
    private readonly DotNetObjectReference<UploadEvents> _events = DotNetObjectReference.Create(events);
    private IJSObjectReference? _field;
    private bool _isDisposed;

    internal async Task StartAsync(IJSRuntime browser, string url, ElementReference input)
    {
        try
        {
            var module = await browser.InvokeAsync<IJSObjectReference>("import", url).ConfigureAwait(false);
            await using (module.ConfigureAwait(false))
            {
                if (!_isDisposed)
                {
                    _field = await module
                        .InvokeAsync<IJSObjectReference>("observe", input, _events, reportsProgress)
                        .ConfigureAwait(false);
                }
            }
        }
        catch (Exception failure) when (failure is JSDisconnectedException || (_isDisposed && failure is JSException))
        {
            // The page, or the component on it, is gone already.
        }
    }

    internal async Task ClearAsync()
    {
        if (_field is not null)
        {
            await _field.InvokeVoidAsync("clear").ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        _events.Dispose();
        if (_field is null)
        {
            return;
        }

        try
        {
            await _field.InvokeVoidAsync("dispose").ConfigureAwait(false);
            await _field.DisposeAsync().ConfigureAwait(false);
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its uploads with it.
        }
    }
}
