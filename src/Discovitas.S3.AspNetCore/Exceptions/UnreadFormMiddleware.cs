using Discovitas.S3.AspNetCore.Requests;
using Microsoft.AspNetCore.Hosting;

namespace Discovitas.S3.AspNetCore.Exceptions;

/// <summary>Gives the responses to forms that cannot be read a body, in every endpoint of the app.</summary>
internal sealed class UnreadFormMiddleware : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(RespondAsync);
        next(app);
    };

    private static async Task RespondAsync(HttpContext http, RequestDelegate next)
    {
        await next(http).ConfigureAwait(false);
        if (await UnreadForm.FindAsync(http).ConfigureAwait(false) is { } problem)
        {
            await ProblemResponder.RespondAsync(http, problem, problem).ConfigureAwait(false);
        }
    }
}
