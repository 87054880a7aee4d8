using System.Security.Authentication;
using Amazon.Runtime;
using Discovitas.S3.Text;

namespace Discovitas.S3.Client;

/// <summary>Describes why a call got no response, and what to do about it.</summary>
/// <param name="What">The cause, without a full stop.</param>
/// <param name="Advice">What to do.</param>
/// <param name="IsTransient">Whether the same call may succeed later with nothing changed.</param>
internal readonly record struct NoResponse(string What, string Advice, bool IsTransient = false)
{
    internal static NoResponse From(Exception exception) => exception switch
    {
        // Failures before anything was sent. What provides credentials may fail for a moment; but where the SDK has
        // found nothing that could provide them, a retry finds nothing either.
        AmazonClientException when !IsAbout(exception, "Failed to resolve AWS credentials")
            && IsAbout(exception, "Unable to") && IsAbout(exception, "credential") => new(
            $"The credentials could not be fetched ({LogSafe.Quote(exception.Message)})",
            "Check the service that provides them, or set S3:AccessKeyId and S3:SecretAccessKey.",
            IsTransient: true),
        AmazonClientException when IsAbout(exception, "credential") => new(
            "There are no credentials",
            "Set S3:AccessKeyId and S3:SecretAccessKey, or give the machine a profile or a role."),
        _ when Has<AuthenticationException>(exception) => new(
            "There is no secure connection to the store",
            "Check that S3:ServiceUrl accepts https at this port, and that this machine trusts the issuer of the " +
            "store's certificate."),
        AmazonClientException when exception.Message.Contains("DisablePayloadSigning", StringComparison.Ordinal) => new(
            "The client uses http, but S3:ServiceUrl does not",
            "Set S3:ServiceUrl to the address that the client uses."),
        ObjectDisposedException => new("The S3 client is disposed", "Keep it as long as S3Service, as a singleton."),
        _ => new(
            $"The store returned no usable response ({Cause(exception)})",
            "Check S3:ServiceUrl or S3:Region, the network and any proxy; then try again.",
            IsTransient: true),
    };

    // The message of HttpClient names host and port; otherwise the innermost exception says most.
    private static string Cause(Exception exception)
    {
        while (exception is not HttpRequestException && exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return LogSafe.Quote(exception.Message);
    }

    private static bool IsAbout(Exception exception, string word) =>
        exception.Message.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static bool Has<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T)
            {
                return true;
            }
        }

        return false;
    }
}
