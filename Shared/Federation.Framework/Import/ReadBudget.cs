using System.Diagnostics;
using Federation.Kernel;

namespace Federation.Framework.Import;

/// <summary>
/// What reading one workbook may cost, by the size of its file. A small file can be packed so that it unpacks to more than a disk holds, or so that each row
/// costs as much as a sheet; one that people made stays far below.
/// </summary>
internal sealed class ReadBudget(long fileSize)
{
    /// <summary>Cells that are looked at, empty ones in front of a cell far to the right among them: a million rows of the widest table there is.</summary>
    private const long MostCells = 64_000_000;

    /// <summary>How many sheets are looked through for the headings.</summary>
    public const int MostSheets = 100;

    /// <summary>Time for one that holds nothing, and for each byte of the file: a hundred times what reading takes.</summary>
    private static readonly TimeSpan Base = TimeSpan.FromSeconds(20), PerMegabyte = TimeSpan.FromSeconds(10);

    private readonly TimeSpan most = Base + (PerMegabyte * (fileSize / (1024.0 * 1024)));
    private long cells;
    private long spent;

    /// <summary>Bytes of one part when unpacked: tables of Excel unpack to ten or twenty times their size, empty ones to a little more.</summary>
    public long MaxPartBytes { get; } = (64L * 1024 * 1024) + (200 * fileSize);

    /// <exception cref="TooCostly">The workbook has been read for longer than its size explains, or holds more cells than anybody made.</exception>
    public void Spend(int looked, long since)
    {
        cells += looked;
        spent += Stopwatch.GetTimestamp() - since;
        if (cells > MostCells || Stopwatch.GetElapsedTime(0, spent) > most) throw new TooCostly();
    }
}

/// <summary>A workbook that unpacks to more, or takes longer to read, than its size explains.</summary>
internal sealed class TooCostly() : Exception("The workbook costs more than its size explains.")
{
    public static readonly Problem Problem = new("workbook-too-costly");
}
