using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Federation.Architecture.Tests.Sql;

/// <summary>T-SQL as Microsoft's parsers read it: the one of the oldest supported version of SQL Server and the one of the newest.</summary>
internal static class TSql
{
    private static readonly (string Version, Func<TSqlParser> Parser)[] Supported =
        [("SQL Server 2019", () => new TSql150Parser(initialQuotedIdentifiers: true)), ("SQL Server 2022", () => new TSql160Parser(initialQuotedIdentifiers: true))];

    /// <summary>What any supported version refuses, and the script as the newest reads it.</summary>
    public static IReadOnlyList<string> Read(string sql, out TSqlFragment fragment)
    {
        var problems = new List<string>();
        TSqlFragment? read = null;
        foreach (var (version, parser) in Supported)
        {
            using var reader = new StringReader(sql);
            read = parser().Parse(reader, out var errors);
            problems.AddRange(errors.Select(e => $"{version}: {e.Message} (line {e.Line}, column {e.Column})"));
        }
        fragment = read!;
        return problems;
    }

    /// <summary>Whether a text is T-SQL at all: at least one version reads it.</summary>
    public static bool IsTSql(string sql) => Supported.Any(version =>
    {
        using var reader = new StringReader(sql);
        version.Parser().Parse(reader, out var errors);
        return errors.Count == 0;
    });

    /// <summary>Everything that is wrong with a statement against the tables that there are; temporary tables that it creates are added to them.</summary>
    public static IReadOnlyList<string> Check(Statement statement, Tables tables)
    {
        var problems = Read(statement.Text, out var fragment).ToList();
        if (problems.Count == 0)
        {
            problems.AddRange(new Names(tables, statement.Parameters).In(fragment));
            problems.AddRange(Forbidden(fragment));
        }
        return [.. problems.Select(p => $"{p} in: {statement.Text}")];
    }

    /// <summary>No MERGE, and no lock hint on what is only read.</summary>
    public static IReadOnlyList<string> Forbidden(TSqlFragment fragment)
    {
        var finder = new ForbiddenFinder();
        fragment.Accept(finder);
        return finder.Found;
    }

    private sealed class ForbiddenFinder : TSqlFragmentVisitor
    {
        private readonly HashSet<TSqlFragment> targets = [];

        public List<string> Found { get; } = [];

        /// <summary>What an update of a common table expression writes to is the one table that the expression reads from.</summary>
        public override void Visit(UpdateStatement node)
        {
            if (node.UpdateSpecification.Target is not NamedTableReference { SchemaObject: { SchemaIdentifier: null, BaseIdentifier.Value: var name } }) return;
            foreach (var expression in node.WithCtesAndXmlNamespaces?.CommonTableExpressions ?? [])
                if (expression.ExpressionName.Value == name && expression.QueryExpression is QuerySpecification { FromClause.TableReferences: [var table] }) targets.Add(table);
        }

        public override void Visit(MergeStatement node) => Found.Add("MERGE");
        public override void Visit(UpdateSpecification node) => Target(node, node.FromClause);
        public override void Visit(DeleteSpecification node) => Target(node, node.FromClause);
        public override void Visit(InsertSpecification node) => Target(node, null);

        /// <summary>What is written: the target itself, or the table read from whose alias is the target.</summary>
        private void Target(DataModificationSpecification node, FromClause? from)
        {
            targets.Add(node.Target);
            if (node.Target is not NamedTableReference { SchemaObject: { SchemaIdentifier: null, BaseIdentifier.Value: var name } }) return;
            foreach (var table in from?.TableReferences ?? [])
                if (table is NamedTableReference { Alias.Value: var alias } && alias == name) targets.Add(table);
        }

        public override void Visit(NamedTableReference node)
        {
            if (node.TableHints.Count > 0 && !targets.Contains(node)) Found.Add($"lock hint on {node.SchemaObject.BaseIdentifier.Value}, which is only read");
        }
    }
}

/// <summary>The tables that statements may name: those of the model, and temporary ones once they are created.</summary>
internal sealed class Tables
{
    private readonly Dictionary<string, IReadOnlySet<string>> columns = new(StringComparer.OrdinalIgnoreCase);

    public Tables(IModel model)
    {
        foreach (var table in model.GetRelationalModel().Tables) columns[$"{table.Schema}.{table.Name}"] = Set(table.Columns.Select(c => c.Name));
        // The standard's views, as far as they are asked; both databases have them.
        columns["information_schema.columns"] = Set(["table_schema", "table_name", "column_name"]);
        columns["information_schema.table_constraints"] = Set(["table_schema", "table_name", "constraint_schema", "constraint_name", "constraint_type"]);
        columns["information_schema.key_column_usage"] = Set(["table_schema", "table_name", "constraint_schema", "constraint_name", "column_name"]);
    }

    public void CreateTemporary(string name, IEnumerable<string> names) => columns[name] = Set(names);

    public void DropTemporary(string name) => columns.Remove(name);

    public IReadOnlySet<string>? Find(SchemaObjectName name) =>
        columns.GetValueOrDefault(name.SchemaIdentifier is { } schema ? $"{schema.Value}.{name.BaseIdentifier.Value}" : name.BaseIdentifier.Value);

    public static IReadOnlySet<string> Set(IEnumerable<string> names) => new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
}
