using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Orders.Identity;

/// <summary>Data protection's keys in the table <c>identity.keys</c>.</summary>
internal sealed class PostgresKeys(string connectionString) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = Open();
        using var command = new NpgsqlCommand("SELECT xml FROM identity.keys ORDER BY id", connection);
        using var reader = command.ExecuteReader();
        List<XElement> elements = [];
        while (reader.Read()) elements.Add(XElement.Parse(reader.GetString(0)));
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = Open();
        using var command = new NpgsqlCommand("INSERT INTO identity.keys (name, xml) VALUES ($1, $2)", connection)
        {
            Parameters = { new() { Value = friendlyName ?? "" }, new() { Value = element.ToString(SaveOptions.DisableFormatting) } },
        };
        command.ExecuteNonQuery();
    }

    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        return connection;
    }
}
