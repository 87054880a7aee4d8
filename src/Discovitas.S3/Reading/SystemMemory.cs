using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Discovitas.S3.Reading;

/// <summary>
/// Memory from the system itself. On Linux it is mapped for each block: glibc's allocator keeps freed blocks of this
/// size in its heaps, where whatever is allocated behind them holds them in the process (mallopt(3),
/// M_MMAP_THRESHOLD). The allocators of other systems return them.
/// </summary>
internal sealed unsafe partial class SystemMemory : SafeHandle
{
    // A page, so that a block shares none with anything that keeps the page in use.
    private const nuint Alignment = 4096;

    // PROT_READ | PROT_WRITE; MAP_PRIVATE | MAP_ANONYMOUS (mmap(2)).
    private const int ReadAndWrite = 3;
    private const int PrivateAndAnonymous = 0x22;

    private readonly nuint _size;

    internal SystemMemory(int size)
        : base(invalidHandleValue: -1, ownsHandle: true)
    {
        _size = (nuint)size;
        SetHandle(OperatingSystem.IsLinux()
            ? Map(nint.Zero, _size, ReadAndWrite, PrivateAndAnonymous, -1, nint.Zero)
            : (nint)NativeMemory.AlignedAlloc(_size, Alignment));
        if (IsInvalid)
        {
            throw new InsufficientMemoryException(new Win32Exception(Marshal.GetLastPInvokeError()).Message);
        }
    }

    public override bool IsInvalid => handle == -1;

    internal void* Start => (void*)handle;

    protected override bool ReleaseHandle()
    {
        if (OperatingSystem.IsLinux())
        {
            return Unmap(handle, _size) == 0;
        }

        NativeMemory.AlignedFree((void*)handle);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(nint address, nuint length);
}
