using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.TestSupport.Logging;

/// <summary>Keeps what is logged, from a level on.</summary>
public sealed class LogCollector(LogLevel least = LogLevel.Trace) : ILoggerProvider
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();

    public IReadOnlyList<LogEntry> Entries => [.. _entries];

    /// <summary>Gets each entry as one line: level, category, message, exception.</summary>
    public IReadOnlyList<string> Lines => [.. _entries.Select(entry => entry.ToString())];

    public ILogger CreateLogger(string categoryName) => new Writer(_entries, categoryName, least);

    public void Dispose()
    {
    }

    private sealed class Writer(ConcurrentQueue<LogEntry> entries, string category, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                entries.Enqueue(new LogEntry(logLevel, category, formatter(state, exception), exception));
            }
        }
    }
}
