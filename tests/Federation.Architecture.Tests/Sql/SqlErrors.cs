using System.Reflection;
using Microsoft.Data.SqlClient;

namespace Federation.Architecture.Tests.Sql;

/// <summary>Errors of SqlClient, which lets nobody else make them.</summary>
internal static class SqlErrors
{
    private const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static SqlException Of(int number, byte @class = 11)
    {
        var made = typeof(SqlError).GetConstructors(Hidden).OrderBy(c => c.GetParameters().Length).First(c => c.GetParameters().Any(p => p.Name == "errorClass"));
        var error = made.Invoke([.. made.GetParameters().Select(p => p.Name switch
        {
            "infoNumber" => number,
            "errorClass" => @class,
            "errorMessage" => "planted",
            _ => Nothing(p.ParameterType),
        })]);
        var errors = (SqlErrorCollection)typeof(SqlErrorCollection).GetConstructors(Hidden).Single(c => c.GetParameters().Length == 0).Invoke([]);
        typeof(SqlErrorCollection).GetMethod("Add", Hidden)!.Invoke(errors, [error]);
        var create = typeof(SqlException).GetMethods(Hidden).Where(m => m.Name == "CreateException" && m.GetParameters()[0].ParameterType == typeof(SqlErrorCollection))
            .OrderBy(m => m.GetParameters().Length).First();
        return (SqlException)create.Invoke(null, [errors, .. create.GetParameters().Skip(1).Select(p => Nothing(p.ParameterType))])!;
    }

    private static object? Nothing(Type type) => type == typeof(string) ? "" : type.IsValueType ? Activator.CreateInstance(type) : null;
}
