using System.Globalization;
using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Pages;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Federation.Framework.Import;

/// <summary>
/// The pages for importing a table of any kind: upload, preview, confirm. A module links to <see cref="Address"/>; the pages follow from the kind's
/// description.
/// </summary>
public static class ImportPages
{
    /// <summary>Header of requests by the page's script, which shows the progress and then follows the address.</summary>
    private const string Watching = "X-Progress";

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>The page of a kind of table.</summary>
    /// <param name="back">Address to lead on to when the table has been taken in.</param>
    public static string Address(UnionInfo union, string kind, string? back = null) =>
        PageAddress.Of(union, $"imports/{kind}") + (back is null ? "" : $"?return={Uri.EscapeDataString(back)}");

    public static void Map(IEndpointRouteBuilder pages)
    {
        const string page = "/u/{union}/imports/{kind}", draft = page + "/{draft:long}";
        pages.MapGet(page, async (string kind, HttpContext http, Ids ids, IHandler<DescribeTable, TableDescription> tables, CancellationToken cancellation) =>
            http.Page<ImportPage>(PageForm.New(ids), new() { ["Table"] = await tables.HandleAsync(new DescribeTable(kind), cancellation) })).Handles<DescribeTable, TableDescription>();

        pages.MapGet(page + "/template", async (string kind, HttpContext http, IHandler<DescribeTable, TableDescription> tables, Texts texts, CancellationToken cancellation) =>
            Template(await tables.HandleAsync(new DescribeTable(kind), cancellation), Exporter.Format(http.Request), texts)).Handles<DescribeTable, TableDescription>();

        pages.MapPost(page, UploadAsync).Handles<KeepDraft, KeptDraft>().WithMetadata(new RequestSizeLimitAttribute(TableFile.MaxBytes));

        pages.MapGet(draft, async (string kind, long draft, HttpContext http, Ids ids, IHandler<OpenDraft, OpenedDraft> drafts, IHandler<DescribeTable, TableDescription> tables, CancellationToken cancellation) =>
            http.Page<PreviewPage>(PageForm.New(ids), await ViewAsync(kind, draft, drafts, tables, cancellation))).Handles<OpenDraft, OpenedDraft>();

        pages.MapPost(draft, ConfirmAsync).Handles<ImportDrafted, ImportedTable>();

        pages.MapPost(draft + "/drop", async (string kind, long draft, HttpContext http, Caller caller, IHandler<DropDraft, DroppedDraft> drafts, CancellationToken cancellation) =>
        {
            await PageForm.ReadAsync(http, caller);
            await drafts.HandleAsync(new DropDraft(kind, draft), cancellation);
            return http.RedirectTo(Address(caller.Union!, kind) + http.Request.QueryString, "import-given-up");
        }).Handles<DropDraft, DroppedDraft>();
    }

    internal static IResult Template(TableDescription table, ExportFormat format, Texts texts)
    {
        var (type, ending) = TableTemplate.KindOf(format);
        return Results.File(new TableTemplate(texts).Make(table, format), type, $"{table.Kind}.{ending}");
    }

    private static async Task<IResult> UploadAsync(
        string kind, HttpContext http, Caller caller, Texts texts, IHandler<DescribeTable, TableDescription> tables, IHandler<PreviewTable, TablePreview> previews, IHandler<KeepDraft, KeptDraft> drafts,
        CancellationToken cancellation)
    {
        var table = await tables.HandleAsync(new DescribeTable(kind), cancellation);
        var form = await PageForm.ReadAsync(http, caller);
        if (http.Request.HasFormContentType && http.Request.Form.Files["file"] is { Length: > 0 } given)
        {
            return await StreamProgressAsync(http, async progress =>
            {
                await using var content = given.OpenReadStream();
                using var file = await TableFile.ReceiveAsync(content, cancellation);
                var preview = await previews.HandleAsync(new PreviewTable(kind) { File = file, Progress = progress }, cancellation);
                var kept = await drafts.HandleAsync(new KeepDraft(kind, file.Fingerprint, PlainText.Of(Path.GetFileName(given.FileName))) { File = file, Preview = preview }, cancellation);
                // Without the notice of what was done before.
                return $"{Address(caller.Union!, kind)}/{kept.Id}{(http.Request.Query["return"].ToString() is { Length: > 0 } back ? $"?return={Uri.EscapeDataString(back)}" : "")}";
            });
        }
        await form.TryAsync(texts, () => throw new InvalidInput("file", "no-file"));
        return http.Page<ImportPage>(form, new() { ["Table"] = table });
    }

    private static async Task<IResult> ConfirmAsync(
        string kind, long draft, HttpContext http, Caller caller, Texts texts, IHandler<OpenDraft, OpenedDraft> drafts, IHandler<DescribeTable, TableDescription> tables,
        IHandler<ImportDrafted, ImportedTable> imports, CancellationToken cancellation)
    {
        var form = await PageForm.ReadAsync(http, caller);
        IResult? onward = null;
        var done = await form.TryAsync(texts, async () => onward = await StreamProgressAsync(http, async progress =>
        {
            await imports.HandleAsync(new ImportDrafted(kind, draft) { Progress = progress }, cancellation);
            var back = PageAddress.Local(http.Request.Query["return"], Address(caller.Union!, kind));
            return $"{back}{(back.Contains('?') ? '&' : '?')}done=imported";
        }));
        return done ? onward! : http.Page<PreviewPage>(form, await ViewAsync(kind, draft, drafts, tables, cancellation));
    }

    private static async Task<Dictionary<string, object?>> ViewAsync(
        string kind, long draft, IHandler<OpenDraft, OpenedDraft> drafts, IHandler<DescribeTable, TableDescription> tables, CancellationToken cancellation) => new()
    {
        ["Draft"] = await drafts.HandleAsync(new OpenDraft(kind, draft), cancellation), ["Id"] = draft, ["Table"] = await tables.HandleAsync(new DescribeTable(kind), cancellation),
    };

    /// <summary>
    /// Does the work and redirects to the address that it returns. The page's script gets lines instead: <c>progress ROWS SHARE</c>, then <c>go ADDRESS</c>, or
    /// <c>again</c> on failure. The script then posts the form without itself, with the same key, and the answer shows the reason.
    /// </summary>
    private static async Task<IResult> StreamProgressAsync(HttpContext http, Func<Action<ImportProgress>?, Task<string>> work)
    {
        if (!http.Request.Headers.ContainsKey(Watching))
        {
            http.Response.Headers.Location = PageAddress.ForHeader(await work(null));
            return Results.StatusCode(StatusCodes.Status303SeeOther);
        }
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var latest = new StrongBox();
        var working = work(p => Volatile.Write(ref latest.Value, string.Create(CultureInfo.InvariantCulture, $"progress {p.Rows} {p.Share:0.000}\n")));
        while (await Task.WhenAny(working, Task.Delay(ProgressInterval, CancellationToken.None)) != working) await SayLatestAsync();
        // Work that ends before the first report still reports its progress.
        await SayLatestAsync();
        try
        {
            await SayAsync($"go {await working}\n");
        }
        catch (Exception refused) when (refused is InvalidInput or Unconfirmed or RuleViolation or StaleRecord)
        {
            await SayAsync("again\n");
        }
        return Results.Empty;

        async Task SayLatestAsync()
        {
            if (Interlocked.Exchange(ref latest.Value, null) is { } said) await SayAsync(said);
        }

        async Task SayAsync(string line)
        {
            await http.Response.WriteAsync(line, CancellationToken.None);
            await http.Response.Body.FlushAsync(CancellationToken.None);
        }
    }

    private sealed class StrongBox
    {
        public string? Value;
    }
}
