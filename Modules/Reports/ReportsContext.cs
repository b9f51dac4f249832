using Federation.Framework.Databases;
using Federation.Framework.Steps;
using Federation.Reports.Cases;
using Federation.Reports.Closing;
using Federation.Reports.Forms;
using Federation.Reports.Mandates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Federation.Reports;

internal sealed class ReportsContext(ContextServices services) : FederationDbContext(services)
{
    public const string Schema = "reports";

    private const int CodeLength = 40, IndicatorLength = 80, NumberLength = 20, HashLength = 64;

    public DbSet<Form> Forms => Set<Form>();

    /// <summary>Forms to be read with their rows, checks and duties, each in a statement of its own.</summary>
    public IQueryable<Form> WholeForms => Forms.AsNoTracking().AsSplitQuery();

    public DbSet<FormStart> Starts => Set<FormStart>();
    public DbSet<Report> Reports => Set<Report>();
    public DbSet<ReportCell> Cells => Set<ReportCell>();
    public DbSet<Explanation> Explanations => Set<Explanation>();
    public DbSet<ReturnedCell> ReturnedCells => Set<ReturnedCell>();
    public DbSet<Submission> Submissions => Set<Submission>();
    public DbSet<ReportStep> Steps => Set<ReportStep>();
    public DbSet<HandingIn> HandingIn => Set<HandingIn>();
    public DbSet<Mandate> Mandates => Set<Mandate>();
    public DbSet<PeriodClosing> Closings => Set<PeriodClosing>();

    /// <summary>Mandates to hand in for a unit that hold on a day.</summary>
    public IQueryable<Mandate> MandatesFor(long unit, DateOnly day) => Mandates.Where(m => m.UnionId == unit && m.From <= day && (m.To == null || m.To >= day));

    protected override void MapEntities(ModelBuilder model) => Map(model);

    internal static void Map(ModelBuilder model)
    {
        MapForms(model);
        model.Entity<Report>(e =>
        {
            e.ToTable("reports", Schema);
            e.Property(r => r.Id).ValueGeneratedNever();
            e.Property(r => r.Number).HasMaxLength(NumberLength);
            e.Property(r => r.Version).IsConcurrencyToken();
            e.HasIndex(r => new { r.UnionId, r.FormId, r.Period, r.Edition }).IsUnique();
            // What waits for a decider, the oldest first; what a parent adds up.
            e.HasIndex(r => new { r.DeciderId, r.State, r.SubmittedAt });
            e.HasIndex(r => new { r.FormId, r.Period, r.State });
            e.HasOne<Form>().WithMany().HasForeignKey(r => r.FormId).OnDelete(DeleteBehavior.Restrict);
            e.Ignore(r => r.PeriodOf);
        });
        model.Entity<ReportCell>(e =>
        {
            e.ToTable("cells", Schema);
            e.HasKey(c => new { c.ReportId, c.Indicator });
            Indicator(e.Property(c => c.Indicator));
            e.HasOne<Report>().WithMany().HasForeignKey(c => c.ReportId);
        });
        model.Entity<Explanation>(e =>
        {
            e.ToTable("explanations", Schema);
            e.HasKey(x => new { x.ReportId, x.CheckCode });
            e.Property(x => x.CheckCode).HasMaxLength(NumberLength);
            e.HasOne<Report>().WithMany().HasForeignKey(x => x.ReportId);
        });
        model.Entity<ReturnedCell>(e =>
        {
            e.ToTable("returned_cells", Schema);
            e.HasKey(r => new { r.ReportId, r.Submission, r.Indicator });
            e.Property(r => r.Submission).ValueGeneratedNever();
            Indicator(e.Property(r => r.Indicator));
            e.HasOne<Report>().WithMany().HasForeignKey(r => r.ReportId);
        });
        model.Entity<ReportStep>(e =>
        {
            StepHistory.Map<ReportStep, ReportStepKind>(e, "report_steps", Schema);
            e.HasKey(s => new { s.ReportId, s.Number });
            e.HasOne<Report>().WithMany().HasForeignKey(s => s.ReportId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<HandingIn>(e =>
        {
            e.ToTable("handing_in", Schema);
            e.HasKey(h => h.UnionId);
            e.Property(h => h.UnionId).ValueGeneratedNever();
        });
        model.Entity<Mandate>(e =>
        {
            e.ToTable("mandates", Schema);
            e.Property(m => m.Id).ValueGeneratedNever();
            e.HasIndex(m => new { m.UnionId, m.HolderId });
            e.HasIndex(m => new { m.HolderId, m.UnionId });
        });
        MapSubmissions(model);
        model.Entity<PeriodClosing>(e =>
        {
            OnlyGrows(e, "closings");
            e.Property(c => c.Id).ValueGeneratedNever();
            Hash(e.Property(c => c.Hash));
            e.HasIndex(c => new { c.UnionId, c.Period }).IsUnique();
            e.HasMany(c => c.Gaps).WithOne().HasForeignKey(g => g.ClosingId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ClosingGap>(e =>
        {
            OnlyGrows(e, "closing_gaps");
            e.HasKey(g => new { g.ClosingId, g.FormId, g.MissingId });
            e.Property(g => g.MissingId).ValueGeneratedNever();
        });
        MapDefaults(model, Schema);
    }

    private static void MapForms(ModelBuilder model)
    {
        model.Entity<Form>(e =>
        {
            e.ToTable("forms", Schema);
            e.Property(f => f.Id).ValueGeneratedNever();
            e.Property(f => f.Number).HasMaxLength(NumberLength);
            Hash(e.Property(f => f.DefinitionHash));
            e.HasIndex(f => new { f.UnionId, f.Number, f.Version }).IsUnique();
            e.HasMany(f => f.Rows).WithOne().HasForeignKey(r => r.FormId);
            e.HasMany(f => f.Checks).WithOne().HasForeignKey(c => c.FormId);
            e.HasMany(f => f.Duties).WithOne().HasForeignKey(d => d.FormId);
            foreach (var part in new[] { nameof(Form.Rows), nameof(Form.Checks), nameof(Form.Duties) }) e.Navigation(part).AutoInclude();
            e.Ignore(f => f.Name);
        });
        model.Entity<FormRow>(e =>
        {
            e.ToTable("form_rows", Schema);
            e.HasKey(r => new { r.FormId, r.Number });
            e.Property(r => r.Number).ValueGeneratedNever();
            Indicator(e.Property(r => r.Indicator));
            e.Property(r => r.PartOf).HasMaxLength(IndicatorLength).IsUnicode(false);
        });
        model.Entity<FormCheck>(e =>
        {
            e.ToTable("form_checks", Schema);
            e.HasKey(c => new { c.FormId, c.Number });
            e.Property(c => c.Number).ValueGeneratedNever();
            e.Property(c => c.Code).HasMaxLength(NumberLength);
            Indicator(e.Property(c => c.Row));
            e.Property(c => c.Others).HasMaxLength(2_000).IsUnicode(false);
            e.Ignore(c => c.OtherRows);
        });
        model.Entity<FormDuty>(e =>
        {
            e.ToTable("form_duties", Schema);
            e.HasKey(d => new { d.FormId, d.Number });
            e.Property(d => d.Number).ValueGeneratedNever();
        });
        model.Entity<FormStart>(e =>
        {
            e.ToTable("form_starts", Schema);
            e.HasKey(s => new { s.UnionId, s.OwnerId, s.Number });
            e.Property(s => s.UnionId).ValueGeneratedNever();
            e.Property(s => s.OwnerId).ValueGeneratedNever();
            e.Property(s => s.Number).HasMaxLength(NumberLength);
        });
    }

    private static void MapSubmissions(ModelBuilder model)
    {
        model.Entity<Submission>(e =>
        {
            OnlyGrows(e, "submissions");
            e.Property(s => s.Id).ValueGeneratedNever();
            Hash(e.Property(s => s.Hash));
            Hash(e.Property(s => s.DefinitionHash));
            e.HasIndex(s => new { s.ReportId, s.Number }).IsUnique();
            e.HasOne<Report>().WithMany().HasForeignKey(s => s.ReportId).OnDelete(DeleteBehavior.Restrict);
            e.HasMany(s => s.Values).WithOne().HasForeignKey(v => v.SubmissionId).OnDelete(DeleteBehavior.Restrict);
            e.HasMany(s => s.Children).WithOne().HasForeignKey(c => c.SubmissionId).OnDelete(DeleteBehavior.Restrict);
            e.HasMany(s => s.Explanations).WithOne().HasForeignKey(x => x.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SubmittedValue>(e =>
        {
            OnlyGrows(e, "submitted_values");
            e.HasKey(v => new { v.SubmissionId, v.Row });
            e.Property(v => v.Row).ValueGeneratedNever();
            Indicator(e.Property(v => v.Indicator));
        });
        model.Entity<SubmittedChild>(e =>
        {
            OnlyGrows(e, "submitted_children");
            e.HasKey(c => new { c.SubmissionId, c.ChildId });
            e.Property(c => c.ChildId).ValueGeneratedNever();
            e.Property(c => c.Code).HasMaxLength(CodeLength).IsUnicode(false);
            e.Property(c => c.Name).HasMaxLength(100);
            Hash(e.Property(c => c.Hash!));
        });
        model.Entity<SubmittedExplanation>(e =>
        {
            OnlyGrows(e, "submitted_explanations");
            e.HasKey(x => new { x.SubmissionId, x.CheckCode });
            e.Property(x => x.CheckCode).HasMaxLength(NumberLength);
            Indicator(e.Property(x => x.Indicator));
        });
    }

    /// <summary>A table whose rows are only added. The migration adds the trigger that refuses changes.</summary>
    private static void OnlyGrows<T>(EntityTypeBuilder<T> e, string table) where T : class => e.ToTable(table, Schema, t => t.HasTrigger($"{table}_only_grow"));

    private static void Indicator(PropertyBuilder<string> property) => property.HasMaxLength(IndicatorLength).IsUnicode(false);

    private static void Hash(PropertyBuilder<string> property) => property.HasMaxLength(HashLength).IsUnicode(false);
}
