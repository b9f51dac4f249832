using Federation.Framework.Handlers;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.LoveStations.Inputs;
using Federation.LoveStations.Inspections;
using Federation.LoveStations.Kit;
using Federation.LoveStations.Published;
using Federation.LoveStations.Records;
using Federation.LoveStations.Served;
using Federation.LoveStations.Sites;
using Federation.LoveStations.Subsidies;

namespace Federation.LoveStations.Seeding;

/// <summary>Writes many sites at bulk speed, by the same rules as one by one.</summary>
internal sealed class StationsSeed(StationsContext context, Caller caller, RecordTools tools)
{
    /// <summary>
    /// Writes in the session's open transaction; the caller has entered the last of the unions afterwards. Unions that pay subsidies come after those whose
    /// sites they are for. What sites count in is measured by a full roll-up: no marks are written for it.
    /// </summary>
    public async Task WriteAsync(IEnumerable<SeededKeeper> keepers, CancellationToken cancellation)
    {
        var today = tools.Today;
        var known = new Dictionary<(string Union, string Code), ServiceSite>();
        var published = new List<PublishedSite>();
        var lists = new List<KitList>();
        foreach (var keeper in keepers)
        {
            caller.Enter(keeper.Union);
            foreach (var input in keeper.Kit)
            {
                Check(input);
                lists.Add(KitList.Publish(keeper.Union.Id, input, lists.LastOrDefault(l => l.ProvinceId == keeper.Union.Id), context.Ids));
            }
            var sites = new List<ServiceSite>();
            var (served, inspections) = (new List<ServedCount>(), new List<SiteInspection>());
            foreach (var seeded in keeper.Sites)
            {
                var site = Live(seeded, today);
                sites.Add(site);
                if (!known.TryAdd((keeper.Union.Code, site.Code), site)) throw new RuleViolation("site-code-taken", site.Code);
                served.AddRange(seeded.Served.Select(input => Accept<ServedCount, ServedInput, ServedAnswer>(site, input, today)));
                inspections.AddRange(seeded.Inspections.Select(input => Accept<SiteInspection, SiteInspectionInput, SiteInspectionAnswer>(site, input, today)));
                if (site.State == SiteState.InService) published.Add(PublishedSite.Of(site));
            }
            var subsidies = keeper.Subsidies.Select(s => Pay(s, known[(s.Union, s.Site)], today)).ToList();
            await Write(sites, cancellation);
            await Write(sites.SelectMany(s => s.Hours), cancellation);
            await Write(sites.SelectMany(s => s.States), cancellation);
            await Write(sites.SelectMany(s => s.Facilities), cancellation);
            await Write(sites.SelectMany(s => s.Demonstrations), cancellation);
            await Write(served, cancellation);
            await Write(inspections, cancellation);
            await Write(inspections.SelectMany(i => i.Findings), cancellation);
            await Write(subsidies, cancellation);
            await Write(subsidies.SelectMany(s => s.Payments), cancellation);
        }
        await Write(lists, cancellation);
        await Write(lists.SelectMany(l => l.Items), cancellation);
        await Write(published, cancellation);
        await Write(published.SelectMany(p => p.Hours), cancellation);
        await context.AnalyzeAsync<ServiceSite>(cancellation);
        await context.AnalyzeAsync<PublishedSite>(cancellation);
    }

    private Task Write<T>(IEnumerable<T> rows, CancellationToken cancellation) where T : class => rows.ToList() is { Count: > 0 } some ? context.BulkInsertAsync(some, cancellation) : Task.CompletedTask;

    private ServiceSite Live(SeededSite seeded, DateOnly today)
    {
        Check(seeded.Site);
        var site = ServiceSite.Enter(caller.Union!.Id, seeded.Site, today, context.Ids);
        // What there is and the status are said of a day on which it served; later states end them or not by themselves.
        foreach (var state in seeded.States) site.Move(state, today);
        if (seeded.Facilities is { } facilities)
        {
            Check(facilities);
            site.Equip(facilities, today);
        }
        if (seeded.Demonstration is { } demonstration) site.Award(demonstration, today);
        return site;
    }

    private TRecord Accept<TRecord, TInput, TAnswer>(ServiceSite site, TInput input, DateOnly today) where TRecord : SiteRecord, IRecord<StationsContext, TInput, TAnswer>, new() where TInput : SiteRecordInput where TAnswer : IRecordAnswer
    {
        Check(input);
        var record = new TRecord();
        record.Apply(input, tools);
        record.PlaceAt(site, input.Date, today, context.Ids);
        return record;
    }

    private Subsidy Pay(SeededSubsidy seeded, ServiceSite site, DateOnly today)
    {
        Check(seeded.Subsidy);
        Check(seeded.Payment);
        var subsidy = Subsidy.Grant(caller.Union!.Id, site, seeded.Subsidy, today, context.Ids);
        subsidy.Pay(seeded.Payment, today, context.Ids);
        return subsidy;
    }

    private static void Check(IChecked input)
    {
        var problems = new InputProblems();
        input.Check(problems);
        problems.ThrowIfAny();
    }
}
