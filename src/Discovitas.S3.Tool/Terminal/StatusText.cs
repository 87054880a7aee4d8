using Spectre.Console;

namespace Discovitas.S3.Tool.Terminal;

/// <summary>Shows that something without a known end is under way.</summary>
internal static class StatusText
{
    /// <summary>Runs the work with a status line if there is a terminal, which is then removed.</summary>
    /// <param name="screen">Where it is shown.</param>
    /// <param name="text">What is under way.</param>
    /// <param name="work">The work. It can replace the text.</param>
    internal static async Task<T> ShowStatusAsync<T>(
        this Screen screen, string text, Func<Action<string>, Task<T>> work)
    {
        if (screen.Live is not { } console)
        {
            return await work(_ => { });
        }

        return await console.Status().StartAsync(
            Safe(text), context => work(changed => context.Status(Safe(changed))));
    }

    private static string Safe(string text) => Markup.Escape(DisplayText.Clean(text));
}
