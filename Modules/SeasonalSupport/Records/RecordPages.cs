using Autofac;
using Federation.Framework.Handlers;
using Federation.Framework.Pages;
using Federation.Framework.Records;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.SeasonalSupport.Campaigns;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Deliveries;
using Federation.SeasonalSupport.Funds;
using Federation.SeasonalSupport.Inspections;
using Federation.SeasonalSupport.Scholarships;
using Federation.SeasonalSupport.SpringJobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using System.Globalization;
using Inspected = Federation.SeasonalSupport.Inspections.Inspection;

namespace Federation.SeasonalSupport.Records;

/// <summary>
/// The pages on which records of any kind are made, looked at, changed and taken back. One set of addresses for all: the campaign's season says what a kind is
/// there. A payment is a part of its grant and has the grant in its address.
/// </summary>
internal static class RecordPages
{
    private const string Again = "_again";
    private const int ShownParts = 50;

    public static void Register(ContainerBuilder builder)
    {
        Kind(PostsOffered.Definition, PostsLayout.Of);
        Kind(Training.Definition, TrainingLayout.Of);
        Kind(Placement.Definition, PlacementLayout.Of);
        Kind(SummerDelivery.Definition, SummerDeliveryLayout.Of);
        Kind(Inspected.Definition, InspectionLayout.Of);
        Kind(ScholarshipGrant.Definition, GrantLayout.Of);
        Kind(ScholarshipPayment.Definition, PaymentLayout.Of);
        Kind(WinterDelivery.Definition, WinterDeliveryLayout.Of);
        Kind(FundsRaised.Definition, FundsLayout.Of);

        void Kind<TRecord, TInput, TAnswer>(RecordKind<SeasonalContext, TRecord, TInput, TAnswer> kind, FormLayout<TAnswer> sheet)
            where TRecord : CampaignRecord, IRecord<SeasonalContext, TInput, TAnswer>, new() where TInput : RecordInput, new() where TAnswer : class, IRecordAnswer
        {
            builder.RegisterType<ProposeRecordHandler<TRecord, TInput, TAnswer>>().AsImplementedInterfaces().InstancePerLifetimeScope();
            builder.RegisterType<RecordPage<TRecord, TInput, TAnswer>>().As<IRecordPage>().WithParameter(TypedParameter.From(sheet)).InstancePerLifetimeScope();
        }
    }

    public static void Map(IEndpointRouteBuilder pages)
    {
        Kind(pages, PostsOffered.Definition);
        Kind(pages, Training.Definition);
        Kind(pages, Placement.Definition);
        Kind(pages, Inspected.Definition);
        Kind(pages, ScholarshipGrant.Definition);
        Kind(pages, ScholarshipPayment.Definition);
        // The deliveries of both seasons share an address; both ask for the same permissions, and the handler of the season checks them again.
        Kind(pages, WinterDelivery.Definition);
        Kind(pages, FundsRaised.Definition);
    }

    private static void Kind<TRecord, TInput, TAnswer>(IEndpointRouteBuilder pages, RecordKind<SeasonalContext, TRecord, TInput, TAnswer> kind)
        where TRecord : CampaignRecord, IRecord<SeasonalContext, TInput, TAnswer>, new() where TInput : RecordInput, new() where TAnswer : class, IRecordAnswer
    {
        var (all, shown) = ($"/u/{{union}}/{kind.Address}", new KindShown(kind.Path));
        pages.MapGet(all + "/new", NewAsync).WithMetadata(shown).Handles<AddRecord<TRecord, TInput, TAnswer>, TAnswer>();
        pages.MapPost(all + "/new", RecordAsync).WithMetadata(shown).Handles<AddRecord<TRecord, TInput, TAnswer>, TAnswer>();
        pages.MapGet(all + "/{record}", OpenAsync).WithMetadata(shown).Handles<GetRecord<TRecord, TAnswer>, TAnswer>();
        pages.MapPost(all + "/{record}", ChangeAsync).WithMetadata(shown).Handles<ChangeRecord<TRecord, TInput, TAnswer>, TAnswer>();
        if (kind.SealedFields.Count > 0)
        {
            pages.MapPost(all + "/{record}/open/{field}", OpenFieldAsync).WithMetadata(shown).Handles<OpenField<TRecord>, IReadOnlyDictionary<string, string?>>();
            // A GET of the address, such as a reload, shows the record with the field masked.
            pages.MapGet(all + "/{record}/open/{field}", (string field, HttpContext http) => Results.Redirect(http.Request.Path.Value![..^$"/open/{field}".Length]))
                .WithMetadata(shown).Handles<GetRecord<TRecord, TAnswer>, TAnswer>();
        }
        pages.MapPost(all + "/{record}/remove", RemoveAsync).WithMetadata(shown).Handles<RemoveRecord<TRecord>, Removed>();
    }

    /// <summary>The kinds of record that a campaign of the season has straight under it, those of the season first.</summary>
    public static IEnumerable<IRecordPage> Of(this IEnumerable<IRecordPage> kinds, Season season) =>
        kinds.Where(k => !k.IsPart && (k.OnlyIn is null || k.OnlyIn == season)).OrderBy(k => k.OnlyIn is null);

    /// <summary>Whether the caller may record in a campaign: its own union's, as long as it is not closed.</summary>
    public static bool MayRecordIn(this Caller caller, CampaignAnswer campaign) =>
        campaign.State != CampaignState.Closed && campaign.Union == caller.Union!.Code && caller.May(Permissions.Write);

    /// <summary>Where the records of a kind are listed.</summary>
    public static string ListAddress(HttpContext http, UnionInfo union, string kind) => PageAddress.Of(union, $"campaigns/{http.PathId("campaign")}?show={kind}");

    private static async Task<IResult> NewAsync(HttpContext http, Caller caller, IHandler<GetCampaign, CampaignAnswer> campaigns, IEnumerable<IRecordPage> kinds, CancellationToken cancellation)
    {
        var (kind, _) = await KindAsync(http, campaigns, kinds, cancellation);
        var (campaign, form, offers) = await kind.ProposeAsync(http.Place(), cancellation);
        // A link can bring a value along: what is still to be paid on a grant.
        if (http.Request.Query["amount"].ToString() is { Length: > 0 and < 20 } amount) form.Fill("amount", amount);
        return http.Page<CampaignRecordFormPage>(form, View(http, caller, kind, campaign, offers));
    }

    private static async Task<IResult> RecordAsync(
        HttpContext http, Caller caller, Texts texts, IHandler<GetCampaign, CampaignAnswer> campaigns, IEnumerable<IRecordPage> kinds, CancellationToken cancellation)
    {
        var (kind, _) = await KindAsync(http, campaigns, kinds, cancellation);
        var form = await PageForm.ReadAsync(http, caller);
        if (form[RecordFields.MoreField].Length == 0 && await form.TryAsync(texts, () => kind.RecordAsync(http.Place(), form, cancellation)))
            return form[Again].Length > 0 ? http.RedirectTo(http.Request.Path, "recorded") : http.RedirectTo(Back(http, caller.Union!, kind), "recorded");
        var (campaign, _, offers) = await kind.ProposeAsync(http.Place(), cancellation);
        return http.Page<CampaignRecordFormPage>(form, View(http, caller, kind, campaign, offers));
    }

    private static async Task<IResult> OpenAsync(
        HttpContext http, Caller caller, IHandler<GetCampaign, CampaignAnswer> campaigns, IEnumerable<IRecordPage> kinds, IHandler<ListRecipients, PageOf<RecipientAnswer>> recipients,
        IHandler<GetRecord<ScholarshipGrant, ScholarshipGrantAnswer>, ScholarshipGrantAnswer> grants, CancellationToken cancellation)
    {
        var (kind, campaign) = await KindAsync(http, campaigns, kinds, cancellation);
        var (form, masked) = await kind.OpenAsync(http.Place(), http.PathId("record"), caller.MayRecordIn(campaign), cancellation);
        return await ShowAsync(http, caller, kind, campaign, form, masked, kinds, recipients, grants, cancellation);
    }

    /// <summary>The form as it was filled in so far, with one personal field in full.</summary>
    private static async Task<IResult> OpenFieldAsync(
        string field, HttpContext http, Caller caller, IHandler<GetCampaign, CampaignAnswer> campaigns, IEnumerable<IRecordPage> kinds,
        IHandler<ListRecipients, PageOf<RecipientAnswer>> recipients, IHandler<GetRecord<ScholarshipGrant, ScholarshipGrantAnswer>, ScholarshipGrantAnswer> grants,
        CancellationToken cancellation)
    {
        var (kind, campaign) = await KindAsync(http, campaigns, kinds, cancellation);
        var form = await PageForm.ReadAsync(http, caller);
        var (_, masked) = await kind.OpenAsync(http.Place(), http.PathId("record"), caller.MayRecordIn(campaign), cancellation);
        form.Open(await kind.OpenFieldAsync(http.Place(), http.PathId("record"), field, cancellation));
        return await ShowAsync(http, caller, kind, campaign, form, masked, kinds, recipients, grants, cancellation);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, Caller caller, IRecordPage kind, CampaignAnswer campaign, PageForm form, IReadOnlyDictionary<string, string> masked,
        IEnumerable<IRecordPage> kinds, IHandler<ListRecipients, PageOf<RecipientAnswer>> recipients,
        IHandler<GetRecord<ScholarshipGrant, ScholarshipGrantAnswer>, ScholarshipGrantAnswer> grants, CancellationToken cancellation)
    {
        var mayChange = caller.MayRecordIn(campaign);
        IReadOnlyDictionary<string, IReadOnlyList<string>> offers = mayChange ? (await kind.ProposeAsync(http.Place(), cancellation)).Offers : new Dictionary<string, IReadOnlyList<string>>();
        var view = View(http, caller, kind, campaign, offers);
        view["ReadOnly"] = !mayChange;
        view["Masked"] = masked.Where(m => !form[PageForm.OpenedField].Split(',').Contains(m.Key)).ToDictionary();
        await AddPartsAsync(view, http, caller, kind, kinds, campaign, recipients, grants, cancellation);
        return http.Page<CampaignRecordFormPage>(form, view);
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext http, Caller caller, Texts texts, IHandler<GetCampaign, CampaignAnswer> campaigns, IEnumerable<IRecordPage> kinds, IHandler<ListRecipients, PageOf<RecipientAnswer>> recipients,
        IHandler<GetRecord<ScholarshipGrant, ScholarshipGrantAnswer>, ScholarshipGrantAnswer> grants, CancellationToken cancellation)
    {
        var (kind, _) = await KindAsync(http, campaigns, kinds, cancellation);
        var form = await PageForm.ReadAsync(http, caller);
        if (form[RecordFields.MoreField].Length == 0 && await form.TryAsync(texts, () => kind.ChangeAsync(http.Place(), http.PathId("record"), form, cancellation)))
            return http.RedirectTo(Back(http, caller.Union!, kind), "changed");
        var (campaign, _, offers) = await kind.ProposeAsync(http.Place(), cancellation);
        var view = View(http, caller, kind, campaign, offers);
        await AddPartsAsync(view, http, caller, kind, kinds, campaign, recipients, grants, cancellation);
        return http.Page<CampaignRecordFormPage>(form, view);
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, Caller caller, IHandler<GetCampaign, CampaignAnswer> campaigns, IEnumerable<IRecordPage> kinds, CancellationToken cancellation)
    {
        var (kind, _) = await KindAsync(http, campaigns, kinds, cancellation);
        var form = await PageForm.ReadAsync(http, caller);
        await kind.RemoveAsync(http.Place(), http.PathId("record"), form.Version, cancellation);
        return http.RedirectTo(Back(http, caller.Union!, kind), "removed");
    }

    /// <summary>The kind of record that a page is of.</summary>
    private sealed record KindShown(string Path);

    /// <summary>The campaign, and what the kind in the address is in its season.</summary>
    private static async Task<(IRecordPage Kind, CampaignAnswer Campaign)> KindAsync(HttpContext http, IHandler<GetCampaign, CampaignAnswer> campaigns, IEnumerable<IRecordPage> kinds, CancellationToken cancellation)
    {
        var campaign = await campaigns.HandleAsync(new GetCampaign(http.PathId("campaign")), cancellation);
        var name = http.GetEndpoint()!.Metadata.GetRequiredMetadata<KindShown>().Path;
        var kind = kinds.FirstOrDefault(k => k.Kind == name && k.IsPart == http.Request.RouteValues.ContainsKey("grant") && (k.OnlyIn is null || k.OnlyIn == campaign.Season)) ?? throw new NotFound(name);
        return (kind, campaign);
    }

    private static string Back(HttpContext http, UnionInfo union, IRecordPage kind) =>
        http.Place() is { Outer: > 0, Parent: var grant } ? PageAddress.Of(union, $"campaigns/{http.PathId("campaign")}/grants/{grant}") : ListAddress(http, union, kind.Kind);

    private static Dictionary<string, object?> View(HttpContext http, Caller caller, IRecordPage kind, CampaignAnswer campaign, IReadOnlyDictionary<string, IReadOnlyList<string>> offers) => new()
    {
        ["Campaign"] = campaign, ["Noun"] = kind.Word, ["Fields"] = kind.Fields, ["Offers"] = offers, ["Changing"] = http.Request.RouteValues.ContainsKey("record"), ["Back"] = Back(http, caller.Union!, kind),
        ["Self"] = http.Request.RouteValues.ContainsKey("record") ? Self(http, caller.Union!, kind) : null,
    };

    /// <summary>Address of the record that is shown.</summary>
    private static string Self(HttpContext http, UnionInfo union, IRecordPage kind) => PageAddress.Of(union, string.Create(
        CultureInfo.InvariantCulture,
        $"campaigns/{http.PathId("campaign")}/{(http.Place() is { Outer: > 0, Parent: var grant } ? $"grants/{grant}/" : "")}{kind.Kind}/{http.PathId("record")}"));

    /// <summary>What belongs to the record: payments of a grant, the names of those who were visited.</summary>
    private static async Task AddPartsAsync(
        Dictionary<string, object?> view, HttpContext http, Caller caller, IRecordPage kind, IEnumerable<IRecordPage> kinds, CampaignAnswer campaign, IHandler<ListRecipients, PageOf<RecipientAnswer>> recipients,
        IHandler<GetRecord<ScholarshipGrant, ScholarshipGrantAnswer>, ScholarshipGrantAnswer> grants, CancellationToken cancellation)
    {
        var (place, id, first) = (http.Place(), http.PathId("record"), new PageRequest(ShownParts, null));
        if (kind.Word == GrantLayout.Of.Word)
        {
            var payments = kinds.Single(k => k.Word == PaymentLayout.Of.Word);
            var grant = await grants.HandleAsync(new GetRecord<ScholarshipGrant, ScholarshipGrantAnswer>(place, id), cancellation);
            var paid = await payments.ListAsync(new RecordPlace(id, place.Parent), first, cancellation);
            var address = $"{Self(http, caller.Union!, kind)}/{payments.Kind}";
            view["Parts"] = new CampaignRecordFormPage.PartList(
                "records-payment", "no-payments", payments.Columns, paid.Items, address,
                caller.MayRecordIn(campaign) && grant.State == GrantState.Approved && grant.Paid < grant.Amount ? string.Create(CultureInfo.InvariantCulture, $"{address}/new?amount={grant.Amount - grant.Paid:0.##}") : null, "record-payment");
        }
        else if (kind.Word == WinterDeliveryLayout.Of.Word && campaign.Union == caller.Union!.Code && caller.May(Permissions.ReadPersonal)
            && await recipients.HandleAsync(new ListRecipients(place.Parent, id, first), cancellation) is { Items.Count: > 0 } named)
        {
            view["Parts"] = new CampaignRecordFormPage.PartList(
                "recipients-legend", "recipients-legend", [new("person-name"), new("field-identity-number"), new("field-amount", Money: true)],
                [.. named.Items.Select(r => new RecordTable.Row(r.Id, [r.Name, r.IdentityNumber, r.Amount]))], null, null, null);
        }
    }

    /// <summary>Where the record of an address is: under its campaign, and a payment under its grant.</summary>
    private static RecordPlace Place(this HttpContext http) =>
        http.Request.RouteValues.ContainsKey("grant") ? new RecordPlace(http.PathId("grant"), http.PathId("campaign")) : new RecordPlace(http.PathId("campaign"));
}
