namespace Discovitas.S3.Local.Clearing;

/// <summary>Lets requests run side by side, and lets other work run while there are none.</summary>
internal sealed class RequestGate
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly HashSet<HttpContext> _running = [];
    private TaskCompletionSource? _opening;
    private TaskCompletionSource? _emptying;

    /// <summary>Handles a request, as soon as nobody works alone.</summary>
    internal async Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        while (TryEnter(http) is { } opening)
        {
            await opening.WaitAsync(http.RequestAborted).ConfigureAwait(false);
        }

        try
        {
            await next(http).ConfigureAwait(false);
        }
        finally
        {
            Leave(http);
        }
    }

    /// <summary>
    /// Does something while no request is running. Waits for the requests that are running, and aborts them after two
    /// seconds. New ones wait.
    /// </summary>
    internal async Task RunAloneAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        Task empty;
        while (TryClose(out empty) is { } other)
        {
            await other.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await EmptyAsync(empty, cancellationToken).ConfigureAwait(false);
            await work().ConfigureAwait(false);
        }
        finally
        {
            Open();
        }
    }

    private Task? TryEnter(HttpContext http)
    {
        lock (_lock)
        {
            if (_opening is null)
            {
                _running.Add(http);
            }

            return _opening?.Task;
        }
    }

    private void Leave(HttpContext http)
    {
        lock (_lock)
        {
            _running.Remove(http);
            if (_running.Count == 0)
            {
                _emptying?.TrySetResult();
            }
        }
    }

    /// <summary>Lets no request enter, or returns the end of the work that another does alone.</summary>
    private Task? TryClose(out Task empty)
    {
        lock (_lock)
        {
            empty = Task.CompletedTask;
            if (_opening is not null)
            {
                return _opening.Task;
            }

            _opening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_running.Count > 0)
            {
                _emptying = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                empty = _emptying.Task;
            }

            return null;
        }
    }

    private async Task EmptyAsync(Task empty, CancellationToken cancellationToken)
    {
        try
        {
            await empty.WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Abort();
            await empty.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Abort()
    {
        HttpContext[] running;
        lock (_lock)
        {
            running = [.. _running];
        }

        foreach (var http in running)
        {
            http.Abort();
        }
    }

    private void Open()
    {
        lock (_lock)
        {
            _opening?.SetResult();
            (_opening, _emptying) = (null, null);
        }
    }
}
