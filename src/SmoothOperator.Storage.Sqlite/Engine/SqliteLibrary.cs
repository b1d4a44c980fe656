using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace SmoothOperator.Storage.Sqlite.Engine;

/// <summary>
/// The SQLite that is loaded, once per process: the system's when it is there and able, because it gets security updates and the bundled one (3.35.5, CVE-2025-6965) does not.
/// </summary>
internal static class SqliteLibrary
{
    /// <summary>The oldest version that knows RETURNING.</summary>
    private const int OldestUsable = 3_035_000;

    private const int FirstWithoutKnownHoles = 3_050_002;

    private static readonly Lazy<bool> LoadedFromSystem = new(Load);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private delegate int CompileOptionUsed([MarshalAs(UnmanagedType.LPStr)] string name);

    /// <summary>Loads the library on first use.</summary>
    /// <returns>Whether it is the system's.</returns>
    public static bool EnsureLoaded() => LoadedFromSystem.Value;

    public static string Version => raw.sqlite3_libversion().utf8_to_string();

    /// <summary>Distributions patch old versions in place, so only the bundle is judged by its number.</summary>
    public static bool IsVulnerable => !LoadedFromSystem.Value && raw.sqlite3_libversion_number() < FirstWithoutKnownHoles;

    private static bool Load()
    {
        var system = FindSystemLibrary();
        if (system != 0)
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => IsSqlite(name) ? system : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());

        // Nobody asks for these statistics, and keeping them takes a lock at every allocation.
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
        return system != 0;
    }

    private static bool IsSqlite(string name) => string.Equals(name, "e_sqlite3", StringComparison.Ordinal);

    private static nint FindSystemLibrary()
    {
        var name = OperatingSystem.IsLinux() ? "libsqlite3.so.0" : OperatingSystem.IsMacOS() ? "/usr/lib/libsqlite3.dylib" : null;
        if (name is null || !NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), DllImportSearchPath.SafeDirectories, out var handle))
            return 0;
        if (IsUsable(handle))
            return handle;
        NativeLibrary.Free(handle);
        return 0;
    }

    private static bool IsUsable(nint handle) =>
        NativeLibrary.TryGetExport(handle, "sqlite3_libversion_number", out var version)
        && Marshal.GetDelegateForFunctionPointer<VersionNumber>(version)() >= OldestUsable
        && NativeLibrary.TryGetExport(handle, "sqlite3_compileoption_used", out var option)
        && Marshal.GetDelegateForFunctionPointer<CompileOptionUsed>(option)("ENABLE_FTS5") != 0;
}
