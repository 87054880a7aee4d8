namespace Discovitas.S3.Registration;

/// <summary>Stands for the check of one store when the app starts; it has no options.</summary>
internal sealed class S3StartCheck;
