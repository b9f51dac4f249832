using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Federation.Framework.Tests.Import;

/// <summary>
/// A workbook as other programs write one, part by part: not through the library that reads it, so that what the library would never write is there as well.
/// </summary>
internal sealed class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly List<(string Name, string Rows, string Behind, bool Hidden)> sheets = [];
    private readonly List<string> shared = [];

    /// <summary>Styles: 0 plain, 1 day (14), 2 money, 3 a day by a format of its own, 4 time of day, 5 red where negative.</summary>
    private const string Styles =
        $"""<styleSheet xmlns="{Main}"><numFmts count="3"><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="171" formatCode="#,##0.00;[Red]-#,##0.00&quot;days&quot;"/><numFmt numFmtId="172" formatCode="hh:mm"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="4"/><xf numFmtId="170"/><xf numFmtId="172"/><xf numFmtId="171"/></cellXfs></styleSheet>""";

    public bool Since1904 { get; init; }

    /// <param name="rows">As <c>&lt;row&gt;</c> elements.</param>
    /// <param name="behind">What follows the rows: merged cells.</param>
    public Workbook Sheet(string name, string rows, string behind = "", bool hidden = false)
    {
        sheets.Add((name, rows, behind, hidden));
        return this;
    }

    /// <summary>A row of texts, each in the workbook's table of texts.</summary>
    public string Row(long number, params string?[] cells)
    {
        var row = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{number}\">"));
        foreach (var (cell, i) in cells.Select((c, i) => (c, i)))
        {
            if (cell is null) continue;
            // Given as an element it is taken as it is.
            if (cell.StartsWith("<c", StringComparison.Ordinal)) row.Append(cell.Replace("<c", string.Create(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + i)}{number}\""), StringComparison.Ordinal));
            else
            {
                shared.Add($"<si><t xml:space=\"preserve\">{cell}</t></si>");
                row.Append(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + i)}{number}\" t=\"s\"><v>{shared.Count - 1}</v></c>"));
            }
        }
        return row.Append("</row>").ToString();
    }

    /// <summary>Adds a text to the workbook's table as it stands and gives the cell that names it.</summary>
    public string Shared(string si)
    {
        shared.Add(si);
        return string.Create(CultureInfo.InvariantCulture, $"<c t=\"s\"><v>{shared.Count - 1}</v></c>");
    }

    public byte[] Bytes()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            const string package = "http://schemas.openxmlformats.org/package/2006", type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
            Part("[Content_Types].xml",
                $"""<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{type}sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{type}styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{type}sharedStrings+xml"/>{string.Concat(sheets.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{type}worksheet+xml\"/>"))}</Types>""");
            Part("_rels/.rels", $"""<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{Links}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Part("xl/_rels/workbook.xml.rels",
                $"""<Relationships xmlns="{package}/relationships"><Relationship Id="st" Type="{Links}/styles" Target="styles.xml"/><Relationship Id="ss" Type="{Links}/sharedStrings" Target="sharedStrings.xml"/>{string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"s{i}\" Type=\"{Links}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>"))}</Relationships>""");
            Part("xl/workbook.xml",
                $"""<workbook xmlns="{Main}" xmlns:r="{Links}">{(Since1904 ? "<workbookPr date1904=\"1\"/>" : "")}<sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" r:id=\"s{i}\"{(s.Hidden ? " state=\"hidden\"" : "")}/>"))}</sheets></workbook>""");
            Part("xl/styles.xml", Styles);
            Part("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{string.Concat(shared)}</sst>");
            foreach (var (sheet, i) in sheets.Select((s, i) => (s, i))) Part($"xl/worksheets/sheet{i}.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{sheet.Rows}</sheetData>{sheet.Behind}</worksheet>");

            void Part(string name, string xml)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
                writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml);
            }
        }
        return file.ToArray();
    }
}
