namespace Discovitas.S3.Local.Tests.Forms;

/// <summary>Policies that cannot be read.</summary>
public sealed class PolicyReaderTests : ScenarioTest
{
    private const string Invalid = "Invalid according to Policy: ";

    [Theory]
    [InlineData("no json", "Invalid JSON.")]
    [InlineData("[]", "Invalid JSON.")]
    [InlineData("{}", "Policy missing expiration.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z"}""", "Policy missing conditions.")]
    [InlineData("""{"EXPIRATION":"2030-01-01T00:00:00Z","conditions":[]}""", "Unexpected: 'EXPIRATION'")]
    [InlineData(
        """{"expiration":"2030-01-01T00:00:00+02:00","conditions":[]}""",
        "Invalid 'expiration' value: '2030-01-01T00:00:00+02:00'")]
    [InlineData(
        """{"expiration":"2030-01-01 00:00:00","conditions":[]}""",
        "Invalid 'expiration' value: '2030-01-01 00:00:00'")]
    [InlineData("""{"expiration":1,"conditions":[]}""", "Invalid JSON.")]
    [InlineData(
        """{"expiration":"2030-01-01T00:00:00Z","conditions":{}}""", "Invalid 'conditions' value: must be a List.")]
    [InlineData(
        """{"expiration":"2030-01-01T00:00:00Z","conditions":["key"]}""",
        "Invalid condition: must be a List or Object.")]
    [InlineData(
        """{"expiration":"2030-01-01T00:00:00Z","conditions":[{}]}""",
        "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.")]
    [InlineData(
        """{"expiration":"2030-01-01T00:00:00Z","conditions":[{"key":"k","bucket":"b"}]}""",
        "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.")]
    [InlineData(
        """{"expiration":"2030-01-01T00:00:00Z","conditions":[{"success_action_status":201}]}""",
        "Invalid Simple-Condition: value must be a string.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z","conditions":[{"key":null}]}""", "Invalid JSON.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z","conditions":[{"key":"\ud800"}]}""", "Invalid JSON.")]
    [InlineData(
        """{"expiration":"2030-01-01T00:00:00Z","conditions":[[]]}""",
        "Invalid Condition: missing operation identifier.")]
    [InlineData(
        """{"expiration":"2030-01-01T00:00:00Z","conditions":[["ends-with","$key",""]]}""",
        "Invalid Condition: unknown operation 'ends-with'.")]
    [InlineData(
        """{"expiration":"2030-01-01T00:00:00Z","conditions":[["eq","$key"]]}""",
        "Invalid eq: wrong number of arguments.")]
    [InlineData(
        """{"expiration":"2030-01-01T00:00:00Z","conditions":[["content-length-range",0]]}""",
        "Invalid content-length-range: wrong number of arguments.")]
    [InlineData(
        """{"expiration":"2030-01-01T00:00:00Z","conditions":[["content-length-range",0,1.5]]}""", "Invalid JSON.")]
    [InlineData(
        """{"expiration":"2030-01-01T00:00:00Z","conditions":[["content-length-range",-1,5]]}""", "Invalid JSON.")]
    public async Task Policy_ThatIsInvalid_IsRejected(string policy, string reason)
    {
        var form = Form.Create(Scenario);
        form.Policy = policy;

        await ShouldReject(Scenario, form.Sign(), 400, "InvalidPolicyDocument", $"Invalid Policy: {reason}");
    }

    [Fact]
    public async Task Policy_WithARangeThatIsNotNumeric_Fails()
    {
        await ShouldReject(
            Scenario, Form.Create(Scenario).If("content-length-range", "test", "10").Sign(), 403, "AccessDenied",
            Invalid + "Policy Condition failed: [\"content-length-range\", \"test\", \"10\"]");
    }
}
