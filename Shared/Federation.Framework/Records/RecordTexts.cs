namespace Federation.Framework.Records;

/// <summary>The keys of the texts that the kit's pages ask a module for. A kind of record has each of them in the resources of its module.</summary>
public static class RecordTexts
{
    /// <summary>Heading of the list.</summary>
    public static string List(string kind) => $"records-{kind}";

    /// <summary>Heading of the form of a new record, and the button that opens it.</summary>
    public static string New(string kind) => $"new-{kind}";

    /// <summary>Heading of a record that has no name of its own.</summary>
    public static string One(string kind) => $"record-{kind}";

    /// <summary>The link from a record to the list, or from a part to what it is a part of.</summary>
    /// <param name="segment">The first part of that address.</param>
    public static string BackTo(string segment) => $"back-to-{segment}";

    /// <summary>Name of a kind of table.</summary>
    public static string Table(string table) => $"import-{table}";
}
