using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SmoothOperator.Bench.Load;

/// <summary><c>fdatasync</c>: .NET itself offers only <c>fsync</c>.</summary>
internal static partial class DataSync
{
    public static void Flush(SafeFileHandle file)
    {
        if (FDataSync(file) != 0)
            throw new IOException($"fdatasync: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FDataSync(SafeFileHandle file);
}
