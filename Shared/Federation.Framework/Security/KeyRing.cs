using System.Data;
using System.Xml.Linq;
using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Federation.Framework.Security;

/// <summary>A key of ASP.NET's data protection, as its own XML, encrypted.</summary>
[Unlogged("Made by the host for itself.")]
public sealed class FormKey : IShared
{
    public long Id { get; init; }
    public required string Name { get; init; }
    public required byte[] Xml { get; init; }
}

/// <summary>
/// Keeps ASP.NET's keys (those of form tokens) in the database, so that every host takes what another gave out. They are encrypted with the key file:
/// whoever reads the database alone cannot make tokens.
/// </summary>
public sealed class KeyRing(Database database, Secrets secrets, Ids ids) : IXmlRepository
{
    // The interface is synchronous, and it is asked once a day.
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.CreateConnection();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT xml FROM federation.form_keys ORDER BY id";
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read()) keys.Add(XElement.Parse(secrets.Decrypt(reader.GetFieldValue<byte[]>(0))));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.CreateConnection();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO federation.form_keys (id, name, xml) VALUES (@id, @name, @xml)";
        foreach (var (name, type, value) in new (string, DbType, object)[]
                 {
                     ("@id", DbType.Int64, ids.Next()), ("@name", DbType.String, friendlyName), ("@xml", DbType.Binary, secrets.Encrypt(element.ToString(SaveOptions.DisableFormatting))),
                 })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType, parameter.Value) = (name, type, value);
            command.Parameters.Add(parameter);
        }
        command.ExecuteNonQuery();
    }
}
