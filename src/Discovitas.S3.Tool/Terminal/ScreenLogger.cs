using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Tool.Terminal;

/// <summary>Writes the log to the screen, one line for each message, without stack traces.</summary>
internal sealed class ScreenLogger(Screen screen) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        var reason = exception is null ? "" : $" ({exception.Message})";
        screen.Error(DisplayText.Clean($"{logLevel}: {formatter(state, exception)}{reason}"));
    }

    public void Dispose()
    {
        // The screen belongs to the caller.
    }
}
