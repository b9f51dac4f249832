using System.Globalization;
using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Federation.Framework.Search;

/// <summary>What the caller may see and is or was called so: a part of a name or code, or of the first letters of its pinyin.</summary>
/// <param name="Kind">One kind alone, page by page; null for the first few of each.</param>
internal sealed record Search(string? Words, string? Kind, PageRequest Page) : IRequest<Found>, IChecked
{
    private const int MaxLength = 100;

    public void Check(InputProblems problems)
    {
        if (Words?.Length > MaxLength) problems.Add("q", "too-long", MaxLength);
    }
}

/// <summary>One thing that was found.</summary>
/// <param name="Code">Of a union its code, of an account its user name, of a fair or model its place; else what its own union numbers it by.</param>
/// <param name="Address">Of its page.</param>
public sealed record FoundItem(string Kind, string KindName, string Name, string Code, string? Detail, string Union, string UnionName, string Address);

public sealed record Found(IReadOnlyList<FoundItem> Items, string? Next)
{
    /// <summary>Kinds of which there are more than are shown.</summary>
    public IReadOnlyList<string> More { get; init; } = [];
}

internal sealed class SearchHandler(IEnumerable<ISearchable> kinds, IUnionDirectory unions, Caller caller, IAudit audit, Texts texts) : IHandler<Search, Found>
{
    private const int OfEachKind = 5;

    public Permission Permission { get; } = new("search", Reach.Oneself);

    public async Task<Found> HandleAsync(Search request, CancellationToken cancellation)
    {
        var asked = request.Kind is { } word ? [kinds.FirstOrDefault(k => k.Kind == word) ?? throw new InvalidInput("kind", "unknown-kind", word)] : kinds.ToList();
        if (request.Words?.Trim() is not { Length: > 0 } words) return new Found([], null);
        var (items, more, limit) = (new List<FoundItem>(), new List<string>(), request.Kind is null ? Math.Min(OfEachKind, request.Page.Limit) : request.Page.Limit);
        string? next = null;
        foreach (var kind in asked)
        {
            var rows = await OfKindAsync(kind, Pattern.Of(words), limit + 1, request.Kind is null ? null : request.Page.AfterId, cancellation);
            var page = new PageRequest(limit, null).ToPage(rows, r => r.Id.ToString(CultureInfo.InvariantCulture));
            if (page.Next is not null && request.Kind is null) more.Add(kind.Kind);
            else next = page.Next;
            foreach (var row in page.Items)
            {
                if (await unions.FindAsync(row.UnionId, cancellation) is not { } union || !caller.Sees(union)) continue;
                items.Add(new FoundItem(kind.Kind, texts["search-kind-" + kind.Kind], row.Now ?? row.Name, row.CodeNow ?? row.Code, row.Detail, union.Code, union.Name, PageAddress.Of(union, kind.PathOf(row.Id))));
            }
        }
        return new Found(items, next) { More = more };
    }

    private async Task<List<SearchRow>> OfKindAsync(ISearchable kind, Pattern pattern, int most, long? after, CancellationToken cancellation)
    {
        if (kind.IsAcrossGrants) return caller.MightDo(kind.Permission) ? await MatchAsync(kind, pattern, most, after, cancellation) : [];
        var (rows, before) = (new List<SearchRow>(), caller.Union);
        try
        {
            foreach (var id in caller.Grants.Select(g => g.UnionId).Distinct())
            {
                if (await unions.FindAsync(id, cancellation) is not { } union) continue;
                caller.Enter(union);
                if (!caller.May(kind.Permission)) continue;
                var matched = await MatchAsync(kind, pattern, most, after, cancellation);
                if (matched.Count > 0 && kind.IsPersonal) await audit.RecordAsync(caller, kind.Permission.Code, $"search {kind.Kind}", cancellation);
                rows.AddRange(matched);
            }
        }
        finally
        {
            if (before is null) caller.Leave();
            else caller.Enter(before);
        }
        return [.. InOrder(kind, rows.DistinctBy(r => r.Id)).Take(most)];
    }

    /// <summary>The ids first, so that a thing of several names takes one place of the page.</summary>
    private static async Task<List<SearchRow>> MatchAsync(ISearchable kind, Pattern pattern, int most, long? after, CancellationToken cancellation)
    {
        var (word, letters, spellings) = (pattern.Word, pattern.Letters, kind.Context.Spellings);
        var matching = kind.Rows;
        if (after is { } last) matching = kind.IsOldestFirst ? matching.Where(r => r.Id > last) : matching.Where(r => r.Id < last);
        matching = letters is null
            ? matching.Where(r => Folding.Fold(r.Name).Contains(word) || Folding.Fold(r.Code).Contains(word))
            : matching.Where(r => Folding.Fold(r.Name).Contains(word) || Folding.Fold(r.Code).Contains(word)
                || spellings.Any(s => s.SubjectId == r.Id && s.Initials.Contains(letters)));
        var all = matching.Select(r => r.Id).Distinct();
        var ids = await (kind.IsOldestFirst ? all.OrderBy(id => id) : all.OrderByDescending(id => id)).Take(most).ToListAsync(cancellation);
        if (ids.Count == 0) return [];
        var rows = await kind.Rows.Where(r => ids.Contains(r.Id)).ToListAsync(cancellation);
        return [.. InOrder(kind, rows.DistinctBy(r => r.Id))];
    }

    private static IEnumerable<SearchRow> InOrder(ISearchable kind, IEnumerable<SearchRow> rows) =>
        kind.IsOldestFirst ? rows.OrderBy(r => r.Id) : rows.OrderByDescending(r => r.Id);

    /// <param name="Letters">The same as first letters of pinyin, where it can be.</param>
    private sealed record Pattern(string Word, string? Letters)
    {
        public static Pattern Of(string words)
        {
            var letters = words.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
            return new Pattern(Folding.Fold(words), letters.Length is > 1 and <= Spelling.MaxLength && letters.All(char.IsAsciiLetter) ? letters : null);
        }
    }
}
