using System.Security.Authentication;
using Amazon.Runtime;

namespace Discovitas.S3.Tests.Client;

/// <summary>A call without credentials: retried if they may come, at once an error if nothing provides any.</summary>
public sealed class NoResponseTests
{
    // As the SDK writes them.
    private const string NothingFound =
        "Failed to resolve AWS credentials. The credential providers used to search for credentials returned the " +
        "following errors:\n\nException 1 of 1: Failed to connect to EC2 instance metadata to retrieve credentials: " +
        "Unable to get IAM security credentials from EC2 Instance Metadata Service..";

    private const string RoleNotAnswered = "Unable to get credentials for role \"arn:aws:iam::1:role/a\"";

    private readonly StoreMock _store = new();

    [Fact]
    public async Task StoreAsync_OnAMachineWithoutCredentials_FailsAtOnce()
    {
        var failure = await FailAsync(NothingFound);

        failure.IsTransient.Should().BeFalse();
        failure.Message.Should().StartWith("There are no credentials").And.Contain("S3Settings.AccessKeyId");
        _store.Calls.Count(call => call == "Put").Should().Be(1);
    }

    [Fact]
    public async Task StoreAsync_WhoseCredentialsCannotBeFetched_TriesAgain()
    {
        var failure = await FailAsync(RoleNotAnswered);

        failure.IsTransient.Should().BeTrue();
        failure.Message.Should().StartWith("The credentials could not be fetched").And.Contain("for role");
        _store.Calls.Count(call => call == "Put").Should().BeGreaterThan(1);
    }

    [Fact]
    public async Task StoreAsync_WhoseCredentialsCannotBeFetchedOnce_Succeeds()
    {
        var put = _store.OnPut;
        _store.OnPut = (request, token) => _store.Calls.Count == 1
            ? throw new AmazonClientException(RoleNotAnswered)
            : put(request, token);

        await _store.Service().StoreAsync(Request(Bytes(1)));

        _store.Body.Should().Equal(Bytes(1));
    }

    public static TheoryData<Exception, string, string> Causes => new()
    {
        { new AmazonClientException(RoleNotAnswered), "could not be fetched", "service that provides them" },
        { new HttpRequestException("ssl", new AuthenticationException("x")), "no secure connection", "certificate" },
        { new AmazonClientException("DisablePayloadSigning"), "client uses http", "the address that the client uses" },
        { new ObjectDisposedException("client"), "client is disposed", "as a singleton" },
        { new AmazonClientException("Unable to unmarshall"), "no usable response", "the network and any proxy" },
    };

    [Theory]
    [MemberData(nameof(Causes))]
    public async Task StoreAsync_WithoutAnAnswer_SaysWhyAndWhatToDo(Exception cause, string why, string remedy) =>
        (await FailAsync(cause)).Message.Should().Contain(why).And.Contain(remedy);

    private Task<S3StoreException> FailAsync(string message) => FailAsync(new AmazonClientException(message));

    private async Task<S3StoreException> FailAsync(Exception cause)
    {
        _store.OnPut = (_, _) => throw cause;
        return (await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(1))))
            .Should().ThrowAsync<S3StoreException>()).Which;
    }
}
