using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Federation.Architecture.Tests.Sql;

/// <summary>
/// Follows every name in a script to what it stands for: tables, columns through aliases, derived tables and common table expressions, parameters. What
/// SQL Server would only find out when the statement runs is found here.
/// </summary>
internal sealed class Names(Tables tables, IEnumerable<string> parameters)
{
    private readonly List<string> problems = [];
    private readonly HashSet<string> variables = new(parameters.Select(p => p.StartsWith('@') ? p : "@" + p), StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IReadOnlySet<string>> expressions = new(StringComparer.OrdinalIgnoreCase);

    private sealed class Scope(Scope? outer)
    {
        public Dictionary<string, IReadOnlySet<string>> Sources { get; } = new(StringComparer.OrdinalIgnoreCase);
        public Scope? Outer { get; } = outer;
    }

    public IReadOnlyList<string> In(TSqlFragment script)
    {
        foreach (var batch in ((TSqlScript)script).Batches)
            foreach (var statement in batch.Statements) Follow(statement);
        return problems;
    }

    private void Follow(TSqlStatement statement)
    {
        if (statement is StatementWithCtesAndXmlNamespaces { WithCtesAndXmlNamespaces: { } with })
            foreach (var expression in with.CommonTableExpressions) Define(expression);
        switch (statement)
        {
            case SelectStatement select: Query(select.QueryExpression, null); break;
            case InsertStatement { InsertSpecification: var insert }: Insert(insert); break;
            case UpdateStatement { UpdateSpecification: var update }: Update(update); break;
            case DeleteStatement { DeleteSpecification: var delete }: Delete(delete); break;
            case CreateTableStatement create: Create(create); break;
            case DropTableStatement drop:
                foreach (var dropped in drop.Objects) tables.DropTemporary(dropped.BaseIdentifier.Value);
                break;
            case DeclareVariableStatement declare:
                foreach (var variable in declare.Declarations)
                {
                    Expression(variable.Value, new Scope(null));
                    variables.Add(variable.VariableName.Value);
                }
                break;
            case IfStatement branch:
                Expression(branch.Predicate, new Scope(null));
                Follow(branch.ThenStatement);
                if (branch.ElseStatement is { } other) Follow(other);
                break;
            case BeginEndBlockStatement block:
                foreach (var inner in block.StatementList.Statements) Follow(inner);
                break;
            case ExecuteStatement or ThrowStatement or PredicateSetStatement or SetVariableStatement: Expression(statement, new Scope(null)); break;
            default: problems.Add($"{statement.GetType().Name} is not a statement that is expected here"); break;
        }
        expressions.Clear();
    }

    private void Define(CommonTableExpression expression)
    {
        var declared = expression.Columns.Select(c => c.Value).ToList();
        // A recursive one names itself: what its columns are called is known from its list.
        if (declared.Count > 0) expressions[expression.ExpressionName.Value] = Tables.Set(declared);
        var given = Query(expression.QueryExpression, null);
        if (declared.Count == 0) expressions[expression.ExpressionName.Value] = Tables.Set(given);
        else if (declared.Count != given.Count) problems.Add($"{expression.ExpressionName.Value} has {declared.Count} columns and gives {given.Count}");
    }

    private void Insert(InsertSpecification insert)
    {
        var columns = Table(insert.Target);
        foreach (var column in insert.Columns) Column(columns, column, insert.Target);
        if (insert.OutputClause is { } output) Output(output, columns);
        switch (insert.InsertSource)
        {
            case SelectInsertSource select:
                var given = Query(select.Select, null).Count;
                if (insert.Columns.Count != given) problems.Add($"{insert.Columns.Count} columns are filled with {given}");
                break;
            case ValuesInsertSource values:
                foreach (var row in values.RowValues)
                {
                    if (!values.IsDefaultValues && insert.Columns.Count != row.ColumnValues.Count) problems.Add($"{insert.Columns.Count} columns are filled with {row.ColumnValues.Count}");
                    Expression(row, new Scope(null));
                }
                break;
        }
    }

    private void Update(UpdateSpecification update)
    {
        var scope = new Scope(null);
        From(update.FromClause, scope);
        var columns = Target(update.Target, scope);
        foreach (var clause in update.SetClauses)
        {
            if (clause is not AssignmentSetClause assignment)
            {
                problems.Add($"{clause.GetType().Name} is not expected");
                continue;
            }
            Column(columns, assignment.Column, update.Target);
            Expression(assignment.NewValue, scope);
        }
        if (update.OutputClause is { } output) Output(output, columns);
        Expression(update.TopRowFilter, scope);
        Expression(update.WhereClause, scope);
    }

    private void Delete(DeleteSpecification delete)
    {
        var scope = new Scope(null);
        From(delete.FromClause, scope);
        var columns = Target(delete.Target, scope);
        if (delete.OutputClause is { } output) Output(output, columns);
        Expression(delete.TopRowFilter, scope);
        Expression(delete.WhereClause, scope);
    }

    /// <summary>The target is one of the tables read from, by its alias, or one more beside them, by its name.</summary>
    private IReadOnlySet<string> Target(TableReference target, Scope scope)
    {
        if (target is NamedTableReference { SchemaObject: { SchemaIdentifier: null, BaseIdentifier.Value: var alias } } && scope.Sources.TryGetValue(alias, out var known)) return known;
        // Or a common table expression, whose one table is written to.
        if (target is NamedTableReference { SchemaObject: { SchemaIdentifier: null, BaseIdentifier.Value: var defined } } && expressions.TryGetValue(defined, out var given))
        {
            scope.Sources.TryAdd(defined, given);
            return given;
        }
        var columns = Table(target);
        if (target is NamedTableReference named) scope.Sources.TryAdd(named.SchemaObject.BaseIdentifier.Value, columns);
        return columns;
    }

    private void Output(OutputClause output, IReadOnlySet<string> columns)
    {
        var scope = new Scope(null) { Sources = { ["inserted"] = columns, ["deleted"] = columns } };
        foreach (var element in output.SelectColumns) Expression(element, scope);
    }

    private void Create(CreateTableStatement create)
    {
        var name = create.SchemaObjectName.BaseIdentifier.Value;
        if (!name.StartsWith('#')) problems.Add($"{name} is created, and is not a temporary table");
        var columns = create.Definition.ColumnDefinitions.Select(c => c.ColumnIdentifier.Value).ToList();
        foreach (var key in create.Definition.TableConstraints.OfType<UniqueConstraintDefinition>().SelectMany(k => k.Columns))
            if (!columns.Contains(key.Column.MultiPartIdentifier.Identifiers[^1].Value, StringComparer.OrdinalIgnoreCase)) problems.Add($"{name} has a key on a column that it has not");
        tables.CreateTemporary(name, columns);
    }

    /// <summary>The names of the columns that a query gives; empty for one without a name.</summary>
    private List<string> Query(QueryExpression query, Scope? outer)
    {
        switch (query)
        {
            case QueryParenthesisExpression inner: return Query(inner.QueryExpression, outer);
            case BinaryQueryExpression both:
                var first = Query(both.FirstQueryExpression, outer);
                var second = Query(both.SecondQueryExpression, outer);
                if (first.Count != second.Count) problems.Add($"{both.BinaryQueryExpressionType} of {first.Count} and {second.Count} columns");
                return first;
            case QuerySpecification specification: return Specification(specification, outer);
            default:
                problems.Add($"{query.GetType().Name} is not a query that is expected here");
                return [];
        }
    }

    private List<string> Specification(QuerySpecification query, Scope? outer)
    {
        var scope = new Scope(outer);
        From(query.FromClause, scope);
        var given = new List<string>();
        foreach (var element in query.SelectElements)
        {
            switch (element)
            {
                case SelectStarExpression { Qualifier: null }: given.AddRange(scope.Sources.Values.SelectMany(s => s)); break;
                case SelectStarExpression star:
                    if (scope.Sources.TryGetValue(star.Qualifier.Identifiers[^1].Value, out var all)) given.AddRange(all);
                    else problems.Add($"{star.Qualifier.Identifiers[^1].Value}.* stands for nothing");
                    break;
                case SelectScalarExpression scalar:
                    Expression(scalar.Expression, scope);
                    given.Add(scalar.ColumnName?.Value ?? (scalar.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value ?? "");
                    break;
                default: Expression(element, scope); break;
            }
        }
        Expression(query.TopRowFilter, scope);
        Expression(query.WhereClause, scope);
        Expression(query.GroupByClause, scope);
        Expression(query.HavingClause, scope);
        Expression(query.OffsetClause, scope);
        var ordered = new Scope(scope) { Sources = { [""] = Tables.Set(given.Where(g => g.Length > 0 && !scope.Sources.Values.Any(s => s.Contains(g)))) } };
        Expression(query.OrderByClause, ordered);
        return given;
    }

    private void From(FromClause? from, Scope scope)
    {
        foreach (var table in from?.TableReferences ?? []) Source(table, scope, lateral: false);
    }

    private void Source(TableReference source, Scope scope, bool lateral)
    {
        // A derived table sees what stands left of it only behind APPLY.
        var outer = lateral ? scope : scope.Outer;
        switch (source)
        {
            case QualifiedJoin join:
                Source(join.FirstTableReference, scope, lateral);
                Source(join.SecondTableReference, scope, lateral: false);
                Expression(join.SearchCondition, scope);
                break;
            case UnqualifiedJoin join:
                Source(join.FirstTableReference, scope, lateral);
                Source(join.SecondTableReference, scope, join.UnqualifiedJoinType is UnqualifiedJoinType.CrossApply or UnqualifiedJoinType.OuterApply);
                break;
            case JoinParenthesisTableReference inner: Source(inner.Join, scope, lateral); break;
            case NamedTableReference named: Add(scope, named.Alias?.Value ?? named.SchemaObject.BaseIdentifier.Value, Table(named)); break;
            case QueryDerivedTable derived:
                var given = Query(derived.QueryExpression, outer);
                var renamed = derived.Columns.Select(c => c.Value).ToList();
                if (renamed.Count > 0 && renamed.Count != given.Count) problems.Add($"{derived.Alias.Value} has {renamed.Count} columns and gives {given.Count}");
                if (renamed.Count == 0 && given.Contains("")) problems.Add($"a column of {derived.Alias.Value} has no name");
                if (given.Where(g => g.Length > 0).GroupBy(g => g, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice && renamed.Count == 0) problems.Add($"{derived.Alias.Value} has {twice.Key} twice");
                Add(scope, derived.Alias.Value, Tables.Set(renamed.Count > 0 ? renamed : given));
                break;
            case InlineDerivedTable inline:
                foreach (var row in inline.RowValues)
                {
                    if (row.ColumnValues.Count != inline.Columns.Count) problems.Add($"{inline.Alias.Value} has {inline.Columns.Count} columns and gives {row.ColumnValues.Count}");
                    Expression(row, outer ?? new Scope(null));
                }
                Add(scope, inline.Alias.Value, Tables.Set(inline.Columns.Select(c => c.Value)));
                break;
            case OpenJsonTableReference json:
                Expression(json.Variable, outer ?? new Scope(null));
                Add(scope, json.Alias.Value, Tables.Set(json.SchemaDeclarationItems.Count > 0 ? json.SchemaDeclarationItems.Select(i => i.ColumnDefinition.ColumnIdentifier.Value) : ["key", "value", "type"]));
                break;
            default: problems.Add($"{source.GetType().Name} is not a source that is expected here"); break;
        }
    }

    private void Add(Scope scope, string name, IReadOnlySet<string> columns)
    {
        if (!scope.Sources.TryAdd(name, columns)) problems.Add($"{name} stands for two tables");
    }

    private IReadOnlySet<string> Table(TableReference reference)
    {
        if (reference is NamedTableReference named)
        {
            if (named.SchemaObject.SchemaIdentifier is null && expressions.TryGetValue(named.SchemaObject.BaseIdentifier.Value, out var expression)) return expression;
            if (tables.Find(named.SchemaObject) is { } table) return table;
            problems.Add($"no table {string.Join('.', named.SchemaObject.Identifiers.Select(i => i.Value))}");
        }
        else
        {
            problems.Add($"{reference.GetType().Name} is not a table");
        }
        return Tables.Set([]);
    }

    private void Column(IReadOnlySet<string> columns, ColumnReferenceExpression column, TableReference target)
    {
        var name = column.MultiPartIdentifier.Identifiers[^1].Value;
        if (!columns.Contains(name)) problems.Add($"no column {name} in {(target as NamedTableReference)?.SchemaObject.BaseIdentifier.Value}");
    }

    private void Expression(TSqlFragment? expression, Scope scope) => expression?.Accept(new Finder(this, scope));

    private void Resolve(ColumnReferenceExpression column, Scope scope)
    {
        if (column.ColumnType != ColumnType.Regular) return;
        var parts = column.MultiPartIdentifier.Identifiers.Select(i => i.Value).ToList();
        for (var at = scope; at is not null; at = at.Outer)
        {
            if (parts.Count == 1)
            {
                var holders = at.Sources.Where(s => s.Value.Contains(parts[0])).Select(s => s.Key).ToList();
                if (holders.Count > 1) problems.Add($"{parts[0]} may be of {string.Join(" or ", holders)}");
                if (holders.Count > 0) return;
            }
            else if (at.Sources.TryGetValue(parts[^2], out var columns))
            {
                if (!columns.Contains(parts[^1])) problems.Add($"no column {parts[^1]} in {parts[^2]}");
                return;
            }
        }
        problems.Add($"{string.Join('.', parts)} stands for nothing");
    }

    private sealed class Finder(Names names, Scope scope) : TSqlFragmentVisitor
    {
        public override void ExplicitVisit(ColumnReferenceExpression node) => names.Resolve(node, scope);
        public override void ExplicitVisit(QuerySpecification node) => names.Query(node, scope);
        public override void ExplicitVisit(BinaryQueryExpression node) => names.Query(node, scope);
        public override void ExplicitVisit(QueryParenthesisExpression node) => names.Query(node, scope);

        public override void ExplicitVisit(VariableReference node)
        {
            if (!names.variables.Contains(node.Name)) names.problems.Add($"{node.Name} is given by nobody");
        }

        // EXEC p @Resource = @name: the name on the left is the procedure's.
        public override void ExplicitVisit(ExecuteParameter node) => node.ParameterValue?.Accept(this);

        // DATEADD(second, …): the parser takes the part of the date for a column.
        public override void ExplicitVisit(FunctionCall node)
        {
            var dated = node.FunctionName.Value.StartsWith("DATE", StringComparison.OrdinalIgnoreCase);
            foreach (var parameter in node.Parameters.Skip(dated && node.Parameters.FirstOrDefault() is ColumnReferenceExpression { MultiPartIdentifier.Count: 1 } ? 1 : 0)) parameter.Accept(this);
            node.OverClause?.Accept(this);
        }
    }
}
