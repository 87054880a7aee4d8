namespace Discovitas.S3.Local.Faults;

/// <summary>One way for a request to go wrong.</summary>
internal interface IFault
{
    public Task ApplyAsync(FaultyRequest request);
}
