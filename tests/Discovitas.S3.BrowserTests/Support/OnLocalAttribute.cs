namespace Discovitas.S3.BrowserTests.Support;

/// <summary>On the embedded S3.</summary>
public sealed class OnLocalAttribute(params Client[] clients) : ClientsAttribute(Store.Local, clients);
