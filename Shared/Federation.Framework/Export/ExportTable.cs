using Federation.Framework.Web;
using Federation.Kernel;

namespace Federation.Framework.Export;

/// <summary>What a table is handed out as: text with commas that any program reads, or a workbook of Excel.</summary>
public enum ExportFormat { Csv, Xlsx }

/// <param name="Title">As people read it.</param>
/// <param name="Money">In yuan, with two decimals.</param>
public sealed record ExportColumn(string Title, bool Money = false);

/// <summary>A table as it is handed out.</summary>
/// <param name="Name">Of the file, without its ending.</param>
/// <param name="Rows">A cell a column: text, number, day, instant, yes or no, a word of an enumeration, or null where there is nothing. Read as it is written, so that it need not be in memory.</param>
public sealed record ExportTable(string Name, IReadOnlyList<ExportColumn> Columns, IAsyncEnumerable<IReadOnlyList<object?>> Rows);

/// <summary>A table that the command line hands out as well: <c>export KIND FILE --union CODE</c>.</summary>
public interface IExport
{
    string Kind { get; }

    /// <summary>The entered union's table.</summary>
    /// <param name="period">Null for the newest that there is.</param>
    Task<ExportTable> TableAsync(Period? period, CancellationToken cancellation);
}

public static class ExportRows
{
    /// <summary>Every item of a list that is read page by page. The first page is read before anything is handed out, so that a refusal is still an answer and not a broken file.</summary>
    /// <param name="first">The page of <see cref="PageRequest.First"/>.</param>
    public static async IAsyncEnumerable<T> AllAsync<T>(PageOf<T> first, Func<PageRequest, Task<PageOf<T>>> following)
    {
        for (var page = first; ; page = await following(PageRequest.Following(page.Next)))
        {
            foreach (var item in page.Items) yield return item;
            if (page.Next is null) yield break;
        }
    }
}
