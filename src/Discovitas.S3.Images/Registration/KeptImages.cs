using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Images.Registration;

/// <summary>Passes kept pictures to the app's function.</summary>
internal static class KeptImages
{
    /// <summary>Returns what receives all kept files; null if the app has no function for pictures.</summary>
    internal static Func<KeptFile, CancellationToken, Task>? From(IServiceProvider services, string store)
    {
        return Function() is { } onImageKept
            ? (file, cancellationToken) =>
                file.File.Image is null ? Task.CompletedTask : RunAsync(onImageKept, file, cancellationToken)
            : null;

        Func<KeptFile, CancellationToken, Task>? Function()
        {
            try
            {
                return services.GetRequiredService<IOptionsMonitor<ImageOptions>>().Get(store).OnImageKept;
            }
            catch (OptionsValidationException)
            {
                // Wrong options are reported where they are checked, and not once more by the store that has them.
                return null;
            }
        }
    }

    // A combined function would be waited for only as far as its last part.
    private static async Task RunAsync(
        Func<KeptFile, CancellationToken, Task> onImageKept, KeptFile file, CancellationToken cancellationToken)
    {
        foreach (var one in Delegate.EnumerateInvocationList(onImageKept))
        {
            await one(file, cancellationToken).ConfigureAwait(false);
        }
    }
}
