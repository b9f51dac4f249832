namespace Federation.Framework;

/// <summary>
/// Temporary files for data that is too large for memory. Tables hold identity numbers, so no other user can open the file, and it is deleted when it is
/// closed. On Unix it has no name, so nothing remains even after a crash; Windows deletes it when the handle is closed.
/// </summary>
internal static class ScratchFile
{
    private const int BufferSize = 64 * 1024;

    public static FileStream Create()
    {
        var path = Path.GetTempFileName();
        if (OperatingSystem.IsWindows()) return new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Delete, BufferSize, FileOptions.Asynchronous);
        File.Delete(path);
        return file;
    }
}
