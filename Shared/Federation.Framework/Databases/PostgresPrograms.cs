using System.Globalization;

namespace Federation.Framework.Databases;

/// <summary>The folder of one installed PostgreSQL server, with initdb and postgres.</summary>
internal sealed record PostgresPrograms(string Folder)
{
    private const string DebianFolder = "/usr/lib/postgresql";

    public string Server => Path.Combine(Folder, "postgres");

    public string InitDb => Path.Combine(Folder, "initdb");

    public static async Task<PostgresPrograms> FindNewestAsync(CancellationToken ct) =>
        (await FindAllAsync(ct)).FirstOrDefault().Programs ?? throw new EmbeddedDatabaseException(
            "PostgreSQL's server programs are not installed. Install them (Debian: apt-get install postgresql), or set Database:Provider to SqlServer or PostgreSql and ConnectionStrings:Federation.");

    /// <summary>A cluster is only ever opened by the major version that made it.</summary>
    public static async Task<PostgresPrograms> FindVersionAsync(string version, string folder, CancellationToken ct) =>
        (await FindAllAsync(ct)).FirstOrDefault(found => found.Version == version).Programs ?? throw new EmbeddedDatabaseException(
            $"The database in {folder} was made by PostgreSQL {version}, which is not installed. Install it (Debian: apt-get install postgresql-{version}), or move that folder away to start with an empty database.");

    private static async Task<List<(string Version, PostgresPrograms Programs)>> FindAllAsync(CancellationToken ct)
    {
        var found = new List<(string Version, PostgresPrograms Programs)>();
        if (Directory.Exists(DebianFolder))
            found.AddRange(Directory.GetDirectories(DebianFolder)
                .Select(folder => (Version: Path.GetFileName(folder), Programs: new PostgresPrograms(Path.Combine(folder, "bin"))))
                .OrderByDescending(each => decimal.TryParse(each.Version, CultureInfo.InvariantCulture, out var number) ? number : 0));
        if (ProcessRunner.Find("pg_config") is { } config && await ProcessRunner.RunAsync([config, "--bindir"], ct) is { Code: 0 } answer)
            found.Add((await ReadVersionAsync(answer.Said, ct), new(answer.Said)));
        if (Path.GetDirectoryName(ProcessRunner.Find("postgres")) is { } onPath)
            found.Add((await ReadVersionAsync(onPath, ct), new(onPath)));
        return [.. found.Where(each => File.Exists(each.Programs.Server) && File.Exists(each.Programs.InitDb))];
    }

    // "postgres (PostgreSQL) 15.18 (Debian …)" → "15"
    private static async Task<string> ReadVersionAsync(string folder, CancellationToken ct)
    {
        var server = Path.Combine(folder, "postgres");
        if (!File.Exists(server))
            return "";
        var words = (await ProcessRunner.RunAsync([server, "--version"], ct)).Said.Split(' ');
        return words.Length > 2 ? words[2].Split('.')[0] : "";
    }
}
