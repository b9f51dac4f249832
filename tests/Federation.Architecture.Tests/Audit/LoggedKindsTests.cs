using Federation.Architecture.Tests.Solution;
using Federation.Architecture.Tests.Tenancy;
using Federation.Architecture.Tests.Texts;
using Federation.Framework.Audit;

namespace Federation.Architecture.Tests.Audit;

/// <summary>What the log tells of can be read in words.</summary>
public class LoggedKindsTests
{
    private static readonly HashSet<string> Words =
        [.. Clone.Files("*.resx").Where(f => !f.EndsWith(".en.resx", StringComparison.Ordinal)).SelectMany(f => new Sentences(File.ReadAllText(Path.Combine(Clone.Root, f))).Texts.Keys)];

    [Fact]
    public void Every_kind_of_record_that_the_log_names_has_a_word()
    {
        var kinds = Models.Contexts().SelectMany(c => c.Model.GetEntityTypes())
            .Where(t => t.FindPrimaryKey() is not null && AuditTrail.Logs(t.ClrType) && AuditTrail.RecordOf(t)?.PrincipalEntityType.ClrType is var record && (record is null || AuditTrail.Logs(record)))
            .Select(AuditTrail.KindOf).Distinct().ToList();
        Assert.Contains("seasonal.summer_deliveries", kinds);
        Assert.DoesNotContain("federation.audit_entries", kinds);
        var keys = kinds.Select(k => $"logged-{k.Replace('.', '-').Replace('_', '-')}").ToList();
        Holds.For(keys, key => Words.Contains(key) ? [] : [$"{key} is missing"]);
        Assert.Empty(Words.Where(w => w.StartsWith("logged-", StringComparison.Ordinal)).Except(keys));
    }
}
