namespace Federation.Framework.Databases;

/// <summary>An advisory lock on a file. The kernel releases it when the process ends, even by kill -9. Child processes do not inherit it.</summary>
internal sealed class FileLock : IDisposable
{
    private const int HeldByAnotherProcess = 11;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);
    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    /// <summary>Null when another process, or another holder in this one, is in the way.</summary>
    public static FileLock? TryAcquire(string path, FileShare share)
    {
        try
        {
            // Opened for reading, so that root and the folder's owner can both take a lock whose file the other one made.
            return new(new(path, FileMode.OpenOrCreate, FileAccess.Read, share, bufferSize: 0));
        }
        catch (IOException busy) when (busy.HResult == HeldByAnotherProcess)
        {
            return null;
        }
    }

    public static async Task<FileLock> AcquireAsync(string path, FileShare share, CancellationToken ct)
    {
        for (var waiting = Deadline.In(Timeout); ; await Deadline.DelayAsync(ct))
        {
            if (TryAcquire(path, share) is { } taken)
                return taken;
            if (waiting.HasPassed)
                throw new EmbeddedDatabaseException($"Another process has kept {path} locked for {Timeout.TotalMinutes:0} minutes; see what it is with: fuser -v \"{path}\"");
        }
    }

    public void Dispose() => file.Dispose();
}
