namespace Federation.Framework;

/// <summary>
/// Files for what is too large for memory. Tables hold identity numbers: nobody else can open the file, and it is gone when it is closed. On Unix it has no name either,
/// so that nothing is left however the process ends; Windows deletes it by itself.
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
