using System.Diagnostics.CodeAnalysis;
using SQLitePCL;

namespace SmoothOperator.Storage.Sqlite.Engine;

/// <summary>A result code of SQLite that is not success.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It leaves the assembly only inside a StorageException.")]
internal sealed class SqliteFailureException(int extendedCode, string message) : Exception(message)
{
    /// <summary>The primary result code.</summary>
    public int Code => extendedCode & 0xff;

    public StorageException ToStorageException() => new(Describe() + " " + Message, this);

    private string Describe() => Code switch
    {
        raw.SQLITE_FULL => "The disk is full.",
        raw.SQLITE_IOERR => "The disk could not be read or written.",
        raw.SQLITE_CANTOPEN => "The database file cannot be opened.",
        raw.SQLITE_READONLY => "The database file is read-only.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "The database is locked by another program.",
        raw.SQLITE_CORRUPT => "The database file is damaged; restore it from a backup.",
        raw.SQLITE_NOTADB => "The file is not a database.",
        raw.SQLITE_CONSTRAINT => "The database refused the write.",
        _ => "SQLite failed.",
    };
}
