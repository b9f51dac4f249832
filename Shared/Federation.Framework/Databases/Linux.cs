using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Federation.Framework.Databases;

/// <summary>System calls about owners and signals that the class library lacks.</summary>
internal static class Linux
{
    public const int Interrupt = 2, Quit = 3, Kill = 9;

    private const int CurrentDirectory = -100, DoNotFollow = 0x100, Exists = 17;
    private const uint BasicStatistics = 0x7ff;

    public static uint EffectiveUser => geteuid();

    public static uint EffectiveGroup => getegid();

    /// <summary>Null when there is nothing at the path, or nothing that we may look at.</summary>
    public static FileIdentity? Stat(string path, bool follow)
    {
        if (statx(CurrentDirectory, path, follow ? 0 : DoNotFollow, BasicStatistics, out var found) != 0)
            return null;
        return new(((ulong)found.DeviceMajor << 32) | found.DeviceMinor, found.Inode, found.User, found.Group, found.Mode);
    }

    /// <summary>False when something has that name already, whoever made it.</summary>
    public static bool TryCreateFolder(string path, uint mode)
    {
        if (mkdir(path, mode) == 0)
            return true;
        return Marshal.GetLastPInvokeError() == Exists ? false : throw LastError($"make the folder {path}");
    }

    /// <summary>Never follows a symbolic link.</summary>
    public static void ChangeOwner(string path, SystemUser user)
    {
        if (lchown(path, user.User, user.Group) != 0)
            throw LastError($"give {path} to user {user.User}");
    }

    public static void Signal(int process, int signal) => _ = kill(process, signal);

    private static EmbeddedDatabaseException LastError(string what)
    {
        var cause = new Win32Exception(Marshal.GetLastPInvokeError());
        return new($"Cannot {what}: {cause.Message}.", cause);
    }

    // The kernel fixes this layout for every architecture, unlike that of stat.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Statistics
    {
        [FieldOffset(20)] public uint User;
        [FieldOffset(24)] public uint Group;
        [FieldOffset(28)] public ushort Mode;
        [FieldOffset(32)] public ulong Inode;
        [FieldOffset(136)] public uint DeviceMajor;
        [FieldOffset(140)] public uint DeviceMinor;
    }

    [DllImport("libc")]
    private static extern uint geteuid();

    [DllImport("libc")]
    private static extern uint getegid();

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);

    [DllImport("libc", SetLastError = true)]
    private static extern int mkdir([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int lchown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);

    [DllImport("libc", SetLastError = true)]
    private static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, out Statistics found);
}

/// <summary>What a path really is: two paths with the same device and inode are one folder, whatever they are called.</summary>
internal sealed record FileIdentity(ulong Device, ulong Inode, uint User, uint Group, ushort Mode)
{
    public bool IsFolder => (Mode & 0xF000) == 0x4000;

    public bool IsClosedToOthers => (Mode & 0x3F) == 0;

    public bool IsSameAs(FileIdentity? other) => other is not null && other.Device == Device && other.Inode == Inode;
}
