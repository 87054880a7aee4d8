using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Discovitas.S3.AspNetCore.Blazor;

/// <summary>
/// Receives from the script what happens to the files of a component. After an interruption of the connection the
/// script sends again what has not been answered, so that each message has a number, and counts once.
/// </summary>
internal sealed class UploadEvents(S3Upload component)
{
    private long _last;

    // The script calls these by name, which must be public for that.
    [JSInvokable]
    public Task Stored(long number, S3UploadedFile file) => OnceAsync(number, component.OnUploaded, file);

    [JSInvokable]
    public Task Removed(long number, S3UploadedFile file) => OnceAsync(number, component.OnRemoved, file);

    [JSInvokable]
    public Task Progress(long number, S3UploadProgress progress) => OnceAsync(number, component.OnProgress, progress);

    [JSInvokable]
    public Task Failed(long number, S3UploadFailure failure) =>
        OnceAsync(number, failure.IsRejection ? component.OnRejected : component.OnFailed, failure);

    private Task OnceAsync<T>(long number, EventCallback<T> callback, T value)
    {
        if (number <= _last)
        {
            return Task.CompletedTask;
        }

        _last = number;
        return component.RaiseAsync(callback, value);
    }
}
