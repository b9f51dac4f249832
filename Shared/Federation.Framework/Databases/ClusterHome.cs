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

    private ClusterHome(string folder, Account account)
    {
        Folder = folder;
        Account = account;
    }

    /// <summary>Belongs to whoever started us; only <see cref="Cluster"/> below it belongs to the server's user.</summary>
    public string Folder { get; }

    public Account Account { get; }

    public string Cluster => Path.Combine(Folder, "postgres");

    public string Data => Path.Combine(Cluster, "data");

    public string Logs => Path.Combine(Cluster, "log");

    /// <summary>What the server said before its own log was open.</summary>
    public string StartLog => Path.Combine(Folder, "postgres-start.log");

    public static async Task<ClusterHome> FindOrMakeAsync(string dataFolder, CancellationToken ct)
    {
        if (HasCluster(dataFolder))
            return new(dataFolder, Account.OwnerOf(Path.Combine(dataFolder, "postgres")));
        if (Recorded(dataFolder) is { } recorded)
            return new(recorded, Account.OwnerOf(Path.Combine(recorded, "postgres")));

        var account = Account.ForNewCluster();
        var home = new ClusterHome(dataFolder, account);
        home.MakeFolders();
        if (account.User == Linux.EffectiveUser || await CanUseAsync(account, home.Cluster, ct))
            return home;
        Directory.Delete(home.Cluster, recursive: true);
        return MakeElsewhere(dataFolder, account);
    }

    /// <summary>
    /// A short folder for the socket (a socket's path may have 107 bytes, a clone's may be longer). Its name is kept, so that a server that was started
    /// again is found by those who knew the old one; half of the name is drawn by lot, and a folder of that name that somebody else made is not trusted.
    /// </summary>
    public string MakeSocketFolder()
    {
        var record = Path.Combine(Folder, "socket");
        // A copied clone brings the original's record along: the hash in the name gives that away.
        var prefix = $"federation-{Hash(Folder)}-";
        if (File.Exists(record) && File.ReadAllText(record) is var kept && SocketRoots.Contains(Path.GetDirectoryName(kept))
            && Path.GetFileName(kept).StartsWith(prefix, StringComparison.Ordinal) && TryMakeOrTrust(kept))
            return kept;
        var root = SocketRoots.FirstOrDefault(Directory.Exists) ?? throw new EmbeddedDatabaseException($"None of the folders {string.Join(", ", SocketRoots)} is there for the database's socket.");
        while (true)
        {
            var drawn = Path.Combine(root, prefix + RandomNumberGenerator.GetHexString(8, lowercase: true));
            if (!Linux.TryMakeFolder(drawn, 0b111_000_000))
                continue;
            Linux.Give(drawn, Account);
            File.WriteAllText(record, drawn);
            return drawn;
        }
    }

    private bool TryMakeOrTrust(string folder)
    {
        if (Linux.TryMakeFolder(folder, 0b111_000_000))
        {
            Linux.Give(folder, Account);
            return true;
        }
        return Linux.Look(folder, follow: false) is { IsFolder: true, IsClosedToOthers: true } found && found.User == Account.User;
    }

    private void MakeFolders()
    {
        foreach (var folder in new[] { Cluster, Logs })
        {
            Linux.TryMakeFolder(folder, 0b111_000_000);
            Linux.Give(folder, Account);
        }
    }

    // An ordinary user cannot look into a folder of the server's user: that one counts too, for the message that follows.
    private static bool HasCluster(string folder) => Linux.Look(Path.Combine(folder, "postgres"), follow: true) is { } cluster
        && (Linux.Look(Path.Combine(folder, "postgres", "data"), follow: true) is not null
            || (!Environment.IsPrivilegedProcess && cluster.User != Linux.EffectiveUser));

    private static async Task<bool> CanUseAsync(Account account, string folder, CancellationToken ct) =>
        (await Programs.RunAsync([.. account.Become(), Programs.Find("test") ?? "/usr/bin/test", "-w", folder + "/."], ct)).Code == 0;

    private static string LocationFile(string dataFolder) => Path.Combine(dataFolder, "location");

    /// <summary>The recorded folder, if it is there and this clone's: the record of a copied clone leads to the original's cluster.</summary>
    private static string? Recorded(string dataFolder)
    {
        if (!File.Exists(LocationFile(dataFolder)))
            return null;
        var folder = File.ReadAllText(LocationFile(dataFolder)).Trim();
        if (Path.GetDirectoryName(folder) != Elsewhere || Linux.Look(folder, follow: false) is not { IsFolder: true } found)
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

    private static ClusterHome MakeElsewhere(string dataFolder, Account account)
    {
        // Others may pass through but not look around: below, only the server's user can enter.
        Linux.TryMakeFolder(Elsewhere, 0b111_001_001);
        if (Linux.Look(Elsewhere, follow: false) is not { IsFolder: true, User: 0 })
            throw new EmbeddedDatabaseException($"{Elsewhere} is not a folder of root's, so the database cannot go there. Move it away, or put the clone where user {account.User} can reach it.");
        string folder;
        do
            folder = Path.Combine(Elsewhere, $"{Hash(dataFolder)}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        while (!Linux.TryMakeFolder(folder, 0b111_001_001));
        File.WriteAllText(Path.Combine(folder, "clone"), dataFolder);
        var home = new ClusterHome(folder, account);
        home.MakeFolders();
        File.WriteAllText(LocationFile(dataFolder), folder + "\n");
        return home;
    }

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..8];
}
