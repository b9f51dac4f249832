using Federation.Kernel;

namespace Federation.Framework.Import;

/// <summary>The rows of a table that was handed in, one after the other, whatever its format. What cannot be read at all is told to whoever opened it.</summary>
internal interface ITableRows : IDisposable
{
    /// <summary>Finds the line of headings and moves behind it. Empty if there is none.</summary>
    /// <param name="fit">How many of a line's texts are headings of the table, and whether all are there that it needs.</param>
    Task<IReadOnlyList<string>> ReadHeadingsAsync(Func<IReadOnlyList<string>, (int Known, bool Complete)> fit, CancellationToken cancellation);

    /// <summary>The line of the headings.</summary>
    long HeadingLine { get; }

    /// <summary>Says how many fields a row has at least that is not torn, where the format tells a missing cell from an empty one.</summary>
    void Need(int fields)
    {
    }

    /// <summary>Goes to the next row in which anything stands.</summary>
    ValueTask<bool> ReadAsync(CancellationToken cancellation);

    /// <summary>Of the row, as the person sees it in the file; the first is 1.</summary>
    long Line { get; }

    /// <summary>What stands in a column of the row; null where nothing does.</summary>
    string? this[int column] { get; }

    /// <summary>What is wrong with a cell before anybody asks what it means: an error of a formula, a merged cell.</summary>
    Problem? ProblemOf(int column);

    /// <summary>What of the file is read; known when the headings are.</summary>
    TableSource Source { get; }

    /// <summary>Rows so far that nobody sees who opens the file.</summary>
    int HiddenRows => 0;

    /// <summary>How much of the file has been read, from 0 to 1.</summary>
    double Share { get; }
}

/// <summary>What of a file is read.</summary>
/// <param name="Sheet">Name of the sheet of a workbook.</param>
/// <param name="OtherSheets">Names of those that are not read.</param>
/// <param name="Encoding">Of a text.</param>
public sealed record TableSource(string? Sheet, IReadOnlyList<string> OtherSheets, string? Encoding);

/// <summary>Called for a line that cannot be read.</summary>
internal delegate void Unreadable(long line, Problem problem);
