namespace Discovitas.S3.BrowserTests.Support;

/// <summary>On the embedded S3.</summary>
public sealed class OnLocalAttribute(params BrowserClient[] clients) : ClientsAttribute(StoreKind.Local, clients);
