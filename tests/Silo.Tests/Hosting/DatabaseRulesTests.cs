using Orders.Hosting;
using Xunit;

namespace Orders.Tests.Hosting;

public sealed class DatabaseRulesTests
{
    private const string Secret = "hush-hush";

    [Theory]
    [InlineData("Sqlite", null)]
    [InlineData("sqlite", null)]
    [InlineData("Postgres", "Host=db;Database=orders;Username=me;Password=hush-hush")]
    [InlineData("postgres", "Server=/tmp;Database=orders")]
    public void Complaints_WhatWorks_None(string provider, string? connection) =>
        Assert.Empty(DatabaseRules.Complaints(new() { Provider = provider, ConnectionString = connection }));

    [Theory]
    [InlineData("Oracle", null, "Provider")]
    [InlineData("Sqlite", "Data Source=hush-hush", "leave it out")]
    [InlineData("Postgres", null, "is needed")]
    [InlineData("Postgres", " ", "is needed")]
    [InlineData("Postgres", "Database=orders;Password=hush-hush", "must name a Host")]
    [InlineData("Postgres", "Host=db;Password=hush-hush", "must name a Database")]
    [InlineData("Postgres", "postgres://me:hush-hush@db/orders", "cannot be read")]
    [InlineData("Postgres", "Host=db;Database=orders;Password=ab;hush-hush=c", "cannot be read")]
    [InlineData("Postgres", "Host=db;Database=orders;Port=hush-hush", "cannot be read")]
    [InlineData("Postgres", "Host=db;Database=orders;Port=99999;Password=hush-hush", "Port from 1 to 65535")]
    public void Complaints_WhatCannotWork_SaysWhyAndTellsNoSecret(string provider, string? connection, string says)
    {
        var complaint = Assert.Single(DatabaseRules.Complaints(new() { Provider = provider, ConnectionString = connection }));
        Assert.StartsWith("Orders:Database:", complaint, StringComparison.Ordinal);
        Assert.Contains(says, complaint, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, complaint, StringComparison.Ordinal);
    }
}
