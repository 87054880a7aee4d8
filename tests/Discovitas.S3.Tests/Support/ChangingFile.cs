namespace Discovitas.S3.Tests.Support;

/// <summary>A file of two parts to which something happens once its first part is sent.</summary>
internal sealed class ChangingFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("discovitas-");
    private readonly string _path;

    internal ChangingFile(StoreMock store, Action<string> change)
    {
        _path = Path.Combine(_folder.FullName, "a.bin");
        File.WriteAllBytes(_path, Bytes);
        var send = store.OnPart;
        store.OnPart = async (request, token) =>
        {
            var response = await send(request, token);
            if (request.PartNumber == 1)
            {
                change(_path);
            }

            return response;
        };
    }

    internal byte[] Bytes { get; } = TestSupport.TestBytes.Bytes(StoreMock.PartSize + 10);

    internal UploadContent Content => UploadContent.FromFile(_path);

    public void Dispose() => _folder.Delete(recursive: true);
}
