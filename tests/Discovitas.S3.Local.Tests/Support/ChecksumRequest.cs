namespace Discovitas.S3.Local.Tests.Support;

/// <summary>Requests for key k that store, or ask for, a CRC-32.</summary>
internal static class ChecksumRequest
{
    internal const string Header = "x-amz-checksum-crc32";
    internal static readonly byte[] Data = "hello"u8.ToArray();

    internal static RawRequest Create(Scenario scenario, string method)
    {
        var isPut = method == "PUT";
        var request = new RawRequest(method, $"/{scenario.Bucket}/k") { Body = isPut ? Data : [] };
        request.Headers[isPut ? Header : "x-amz-checksum-mode"] = isPut ? Payloads.Checksum("CRC32", Data) : "ENABLED";
        return request;
    }

    /// <summary>Stores the object and sends the request with the fault.</summary>
    internal static async Task<RawResponse> SendAsync(Scenario scenario, string method, S3Fault? fault)
    {
        scenario.Server.Faults = null;
        await scenario.Raw.SendAsync(Create(scenario, "PUT"));
        scenario.Server.Faults = _ => fault;
        return await scenario.Raw.SendAsync(Create(scenario, method));
    }
}
