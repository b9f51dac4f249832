namespace Federation.Framework.Databases;

/// <summary>
/// An advisory lock on a file. The kernel lets go of it when its process ends in whatever way, kill -9 included, and a program that we start does not inherit it.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private const int HeldBySomebodyElse = 11;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    /// <summary>Null when another process, or another holder in this one, is in the way.</summary>
    public static FileLock? TryTake(string path, FileShare share)
    {
        try
        {
            // Opened for reading, so that root and the folder's owner can both take a lock whose file the other one made.
            return new(new(path, FileMode.OpenOrCreate, FileAccess.Read, share, bufferSize: 0));
        }
        catch (IOException busy) when (busy.HResult == HeldBySomebodyElse)
        {
            return null;
        }
    }

    public static async Task<FileLock> TakeAsync(string path, FileShare share, CancellationToken ct)
    {
        for (var waiting = Deadline.In(Patience); ; await Deadline.PauseAsync(ct))
        {
            if (TryTake(path, share) is { } taken)
                return taken;
            if (waiting.IsOver)
                throw new EmbeddedDatabaseException($"Another process has kept {path} locked for {Patience.TotalMinutes:0} minutes; see what it is with: fuser -v \"{path}\"");
        }
    }

    public void Dispose() => file.Dispose();
}
