namespace Federation.Framework.Databases;

/// <summary>
/// The user that the database server runs as. PostgreSQL refuses to run as root, so root starts it as another user and leaves that user's folders alone.
/// </summary>
internal sealed record SystemUser(uint User, uint Group)
{
    private static readonly string[] Unprivileged = ["postgres", "nobody"];

    public static SystemUser Current => new(Linux.EffectiveUser, Linux.EffectiveGroup);

    /// <summary>The user for a new cluster.</summary>
    public static SystemUser ForNewCluster() => Environment.IsPrivilegedProcess
        ? Unprivileged.Select(Find).FirstOrDefault(found => found is not null)
            ?? throw new EmbeddedDatabaseException(
                "PostgreSQL does not run as root, and there is neither a user postgres nor nobody to run it as. Make one (adduser --system postgres), or start as an ordinary user.")
        : Current;

    /// <summary>The user for an existing cluster: its owner, because nobody else can run it.</summary>
    public static SystemUser OwnerOf(string folder)
    {
        var found = Linux.Stat(folder, follow: true) ?? throw new EmbeddedDatabaseException($"The database folder {folder} cannot be looked at. Start as the user who made it.");
        if (found.User == 0)
            throw new EmbeddedDatabaseException($"The database folder {folder} belongs to root, and PostgreSQL does not run as root. Give it back: chown -R postgres \"{folder}\"");
        if (!Environment.IsPrivilegedProcess && found.User != Linux.EffectiveUser)
            throw new EmbeddedDatabaseException($"The database folder {folder} belongs to another user (number {found.User}), as after a start by root. Start as that user or as root, or use a clone of your own.");
        return new(found.User, found.Group);
    }

    /// <summary>The arguments in front of a command that make it run as this user.</summary>
    public string[] RunAs() => User == Linux.EffectiveUser
        ? []
        : [ProcessRunner.Find("setpriv") ?? throw new EmbeddedDatabaseException("setpriv is missing (Debian: apt-get install util-linux). Root needs it to run PostgreSQL as an ordinary user."),
            $"--reuid={User}", $"--regid={Group}", "--clear-groups", "--no-new-privs"];

    private static SystemUser? Find(string name) => File.ReadLines("/etc/passwd")
        .Select(line => line.Split(':'))
        .Where(fields => fields.Length > 3 && fields[0] == name)
        .Select(fields => new SystemUser(uint.Parse(fields[2], null), uint.Parse(fields[3], null)))
        .FirstOrDefault();
}
