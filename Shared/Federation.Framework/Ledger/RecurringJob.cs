using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Federation.Framework.Ledger;

/// <summary>Recurring work as it is configured here.</summary>
/// <param name="IsEnabled">Whether this host does it at all, by the clock or woken.</param>
public sealed record RecurringJob(IRecurringWork Work, JobSchedule Schedule, bool IsEnabled)
{
    private const string Section = "Jobs";
    private const string Enabled = "Enabled";

    /// <summary>The setting that names the engine; read by the host.</summary>
    public const string Engine = Section + ":Engine";

    public string Name => Work.Name;

    /// <summary>Code of the text that says what it does.</summary>
    public string TitleCode => $"job-{JsonNamingPolicy.KebabCaseLower.ConvertName(Name)}";

    /// <summary>All recurring work with what the configuration says of it: <c>Jobs:Nightly:Enabled</c>, <c>Jobs:Nightly:At</c>.</summary>
    /// <exception cref="ConfigurationError">A setting below <c>Jobs</c> is wrong or unknown.</exception>
    public static IReadOnlyList<RecurringJob> Read(IEnumerable<IRecurringWork> works, IConfiguration configuration)
    {
        var all = works.ToList();
        var optional = all.Where(w => w.IsOptional).ToList();
        // A misspelt setting would have no effect, and nobody would notice.
        foreach (var job in configuration.GetSection(Section).GetChildren().Where(c => !string.Equals(c.Path, Engine, StringComparison.OrdinalIgnoreCase)))
        {
            var work = optional.Find(w => string.Equals(w.Name, job.Key, StringComparison.OrdinalIgnoreCase))
                ?? throw new ConfigurationError($"{job.Path} is no setting; below {Section} there are Engine, {string.Join(", ", optional.Select(w => w.Name))}.");
            string[] known = [Enabled, work.Schedule.Setting];
            foreach (var setting in job.GetChildren().Where(s => !known.Contains(s.Key, StringComparer.OrdinalIgnoreCase)))
                throw new ConfigurationError($"{setting.Path} is no setting; {job.Path} has {string.Join(" and ", known)}.");
        }
        return [.. all.Select(w => w.IsOptional ? Configured(w, configuration.GetSection($"{Section}:{w.Name}")) : new RecurringJob(w, w.Schedule, true))];
    }

    private static RecurringJob Configured(IRecurringWork work, IConfigurationSection settings)
    {
        var enabled = settings[Enabled] is not { Length: > 0 } word ? true
            : bool.TryParse(word, out var said) ? said
            : throw new ConfigurationError($"{settings.Path}:{Enabled} is '{word}'; it must be true or false.");
        var due = settings[work.Schedule.Setting] is not { Length: > 0 } text ? work.Schedule
            : work.Schedule.WithTime(text) ?? throw new ConfigurationError($"{settings.Path}:{work.Schedule.Setting} is '{text}'; it must be {work.Schedule.Format}.");
        return new RecurringJob(work, due, enabled);
    }
}
