using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Federation.Framework.Databases;

/// <summary>
/// Puts every query of a context on its session's transaction, also before the context has saved anything: SQL Server refuses a statement without
/// it while one is open on the connection.
/// </summary>
internal sealed class SessionTransaction(DatabaseSession session) : DbCommandInterceptor
{
    public override DbCommand CommandCreated(CommandEndEventData eventData, DbCommand result)
    {
        result.Transaction ??= session.Transaction;
        return result;
    }
}
