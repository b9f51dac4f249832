using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Nominations;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Honours;

/// <summary>
/// How many a union may send up in a selection, and how many of them at least are to be frontline workers, women, migrant workers (名额及构成). Given by
/// the union above: by the one that keeps the selection out of its places, by the others out of their own quota.
/// </summary>
internal sealed class Quota : Record, IShared, IRecord<LabourContext, QuotaInput, QuotaAnswer>
{
    internal static readonly RecordKind<LabourContext, Quota, QuotaInput, QuotaAnswer> Definition = new("quotas")
    {
        Parent = RecordParent.Of<LabourContext, Selection, Quota, QuotaInput>("selections", "holder"),
        Filter = (quotas, filter) => filter.Search is { } search ? quotas.Where(q => q.ForUnion.Contains(search)) : quotas,
        Columns =
        [
            new("models-field-for", q => new UnionCode(q.For)), new("models-field-places", q => q.Places), new("models-field-frontline", q => q.Frontline),
            new("models-field-women", q => q.Women), new("models-field-migrant", q => q.Migrant),
        ],
        Tables = ["quotas"],
    };

    public long ForUnionId { get; private set; }
    public string ForUnion { get; private set; } = "";
    public int Places { get; private set; }
    public int Frontline { get; private set; }
    public int Women { get; private set; }
    public int Migrant { get; private set; }

    public void Apply(QuotaInput input, RecordTools tools) =>
        (ForUnion, Places, Frontline, Women, Migrant) = (input.For, input.Places, input.Frontline ?? 0, input.Women ?? 0, input.Migrant ?? 0);

    /// <summary>Gives it to a union straight below the one that keeps it.</summary>
    public void GiveTo(UnionInfo? union, UnionInfo keeper, string named)
    {
        if (union is null || union.Parent != keeper.Code) throw new RuleViolation("quota-not-for-a-child", named);
        if (ForUnionId != 0 && ForUnionId != union.Id) throw new RuleViolation("quota-of-another-union");
        (ForUnionId, ForUnion) = (union.Id, union.Code);
    }

    /// <summary>How many places a union may hand out: those of the selection where it keeps it, else those that it was given; null for any number.</summary>
    public static async Task<int?> MaxPlacesAsync(LabourContext context, Selection selection, long union, CancellationToken cancellation) =>
        selection.UnionId == union ? selection.Places : (await context.Quotas.AsNoTracking().SingleOrDefaultAsync(q => q.ParentId == selection.Id && q.ForUnionId == union, cancellation))?.Places;

    public async Task ResolveAsync(QuotaInput input, LabourContext context, RecordTools tools, CancellationToken cancellation)
    {
        var union = tools.Union;
        GiveTo(await tools.Unions.FindAsync(input.For, cancellation), union, input.For);
        // Held until the transaction ends: two quotas at once do not both stay within the places.
        await context.LockPlacesAsync(ParentId, cancellation);
        var selection = await context.Selections.AsNoTracking().SingleAsync(s => s.Id == ParentId, cancellation);
        if (await context.Quotas.AnyAsync(q => q.ParentId == ParentId && q.ForUnionId == ForUnionId && q.Id != Id, cancellation)) throw new RuleViolation("quota-there-already", ForUnion);
        var most = await MaxPlacesAsync(context, selection, union.Id, cancellation);
        var given = await context.Quotas.Where(q => q.ParentId == ParentId && q.UnionId == union.Id && q.Id != Id).SumAsync(q => (int?)q.Places, cancellation) ?? 0;
        if (given + Places > most) throw new RuleViolation("quota-above-selection", most!);
        if (Version > 1) await RequireAboveUsedAsync(context, cancellation);
    }

    public async Task CheckRemovableAsync(LabourContext context, CancellationToken cancellation)
    {
        await context.LockPlacesAsync(ParentId, cancellation);
        Places = 0;
        await RequireAboveUsedAsync(context, cancellation);
    }

    /// <summary>Places that were used or handed on are not taken away.</summary>
    private async Task RequireAboveUsedAsync(LabourContext context, CancellationToken cancellation)
    {
        var used = Math.Max(
            await context.Quotas.Where(q => q.ParentId == ParentId && q.UnionId == ForUnionId).SumAsync(q => (int?)q.Places, cancellation) ?? 0,
            await context.Nominations.SentUp(ParentId, ForUnionId).CountAsync(cancellation));
        if (Places < used) throw new RuleViolation("quota-below-used", used);
    }

    public QuotaAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), union, ForUnion, Places, Frontline, Women, Migrant, Version);
}

internal sealed record QuotaAnswer(string Id, string Union, string For, int Places, int Frontline, int Women, int Migrant, int Version) : IRecordAnswer;
