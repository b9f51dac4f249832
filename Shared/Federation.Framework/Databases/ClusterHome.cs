using System.Security.Cryptography;
using System.Text;

namespace Federation.Framework.Databases;

/// <summary>
/// The folder that holds a clone's cluster: the data folder itself, or, where the server's user cannot reach that, one of the clone's own under /var/lib/federation.
/// The locks stay in the data folder in both cases.
/// </summary>
internal sealed class ClusterHome
{
    private const string Elsewhere = "/var/lib/federation";
    private static readonly string[] SocketRoots = ["/tmp", "/var/tmp", "/dev/shm"];

    private ClusterHome(string folder, SystemUser user)
    {
        Folder = folder;
        User = user;
    }

    /// <summary>Owned by the user who started the program. Only <see cref="Cluster"/> below it is owned by the server's user.</summary>
    public string Folder { get; }

    public SystemUser User { get; }

    public string Cluster => Path.Combine(Folder, "postgres");

    public string Data => Path.Combine(Cluster, "data");

    public string Logs => Path.Combine(Cluster, "log");

    /// <summary>Output of the server from before it opened its own log.</summary>
    public string StartLog => Path.Combine(Folder, "postgres-start.log");

    public static async Task<ClusterHome> FindOrCreateAsync(string dataFolder, CancellationToken ct)
    {
        if (HasCluster(dataFolder))
            return new(dataFolder, SystemUser.OwnerOf(Path.Combine(dataFolder, "postgres")));
        if (ReadRecordedLocation(dataFolder) is { } recorded)
            return new(recorded, SystemUser.OwnerOf(Path.Combine(recorded, "postgres")));

        var user = SystemUser.ForNewCluster();
        var home = new ClusterHome(dataFolder, user);
        home.CreateFolders();
        if (user.User == Linux.EffectiveUser || await CanUseAsync(user, home.Cluster, ct))
            return home;
        Directory.Delete(home.Cluster, recursive: true);
        return CreateElsewhere(dataFolder, user);
    }

    /// <summary>
    /// A short folder for the socket: a socket's path is limited to 107 bytes, and the clone's path may be longer. The name is stored, so that a restarted
    /// server has the same address. Half of the name is random, and a folder of that name that another user made is not trusted.
    /// </summary>
    public string CreateSocketFolder()
    {
        var record = Path.Combine(Folder, "socket");
        // A copied clone contains the original's record. The hash in the name shows that.
        var prefix = $"federation-{Hash(Folder)}-";
        if (File.Exists(record) && File.ReadAllText(record) is var kept && SocketRoots.Contains(Path.GetDirectoryName(kept))
            && Path.GetFileName(kept).StartsWith(prefix, StringComparison.Ordinal) && TryCreateOrTrust(kept))
            return kept;
        var root = SocketRoots.FirstOrDefault(Directory.Exists) ?? throw new EmbeddedDatabaseException($"None of the folders {string.Join(", ", SocketRoots)} is there for the database's socket.");
        while (true)
        {
            var drawn = Path.Combine(root, prefix + RandomNumberGenerator.GetHexString(8, lowercase: true));
            if (!Linux.TryCreateFolder(drawn, 0b111_000_000))
                continue;
            Linux.ChangeOwner(drawn, User);
            File.WriteAllText(record, drawn);
            return drawn;
        }
    }

    private bool TryCreateOrTrust(string folder)
    {
        if (Linux.TryCreateFolder(folder, 0b111_000_000))
        {
            Linux.ChangeOwner(folder, User);
            return true;
        }
        return Linux.Stat(folder, follow: false) is { IsFolder: true, IsClosedToOthers: true } found && found.User == User.User;
    }

    private void CreateFolders()
    {
        foreach (var folder in new[] { Cluster, Logs })
        {
            Linux.TryCreateFolder(folder, 0b111_000_000);
            Linux.ChangeOwner(folder, User);
        }
    }

    // An ordinary user cannot look into a folder of the server's user: that one counts too, for the message that follows.
    private static bool HasCluster(string folder) => Linux.Stat(Path.Combine(folder, "postgres"), follow: true) is { } cluster
        && (Linux.Stat(Path.Combine(folder, "postgres", "data"), follow: true) is not null
            || (!Environment.IsPrivilegedProcess && cluster.User != Linux.EffectiveUser));

    private static async Task<bool> CanUseAsync(SystemUser user, string folder, CancellationToken ct) =>
        (await ProcessRunner.RunAsync([.. user.RunAs(), ProcessRunner.Find("test") ?? "/usr/bin/test", "-w", folder + "/."], ct)).Code == 0;

    private static string LocationFile(string dataFolder) => Path.Combine(dataFolder, "location");

    /// <summary>The recorded folder, if it is there and this clone's: the record of a copied clone leads to the original's cluster.</summary>
    private static string? ReadRecordedLocation(string dataFolder)
    {
        if (!File.Exists(LocationFile(dataFolder)))
            return null;
        var folder = File.ReadAllText(LocationFile(dataFolder)).Trim();
        if (Path.GetDirectoryName(folder) != Elsewhere || Linux.Stat(folder, follow: false) is not { IsFolder: true } found)
            return null;
        if (found.User != Linux.EffectiveUser)
            throw new EmbeddedDatabaseException($"The database of this clone lies in {folder} and is root's. Start as root, or move {dataFolder} away to start with an empty database.");
        if (!HasCluster(folder))
            return null;
        var owner = File.ReadAllText(Path.Combine(folder, "clone"));
        if (owner != dataFolder)
        {
            if (File.Exists(LocationFile(owner)) && File.ReadAllText(LocationFile(owner)).Trim() == folder)
                return null;
            File.WriteAllText(Path.Combine(folder, "clone"), dataFolder);
        }
        return folder;
    }

    private static ClusterHome CreateElsewhere(string dataFolder, SystemUser user)
    {
        // Others may traverse the folder but not list it. Only the server's user may enter the folders below.
        Linux.TryCreateFolder(Elsewhere, 0b111_001_001);
        if (Linux.Stat(Elsewhere, follow: false) is not { IsFolder: true, User: 0 })
            throw new EmbeddedDatabaseException($"{Elsewhere} is not a folder of root's, so the database cannot go there. Move it away, or put the clone where user {user.User} can reach it.");
        string folder;
        do
            folder = Path.Combine(Elsewhere, $"{Hash(dataFolder)}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        while (!Linux.TryCreateFolder(folder, 0b111_001_001));
        File.WriteAllText(Path.Combine(folder, "clone"), dataFolder);
        var home = new ClusterHome(folder, user);
        home.CreateFolders();
        File.WriteAllText(LocationFile(dataFolder), folder + "\n");
        return home;
    }

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..8];
}
