namespace Orders.Storage;

/// <summary>The mark of an import that is under way, in SQLite: a row in each of the two files.</summary>
internal sealed class SqliteImportMark(SqliteConnection connection)
{
    public ImportRecord? Find() => ImportMark.Find(connection);

    public void Create(ImportOrigin origin)
    {
        connection.Execute(ImportMark.CreateSql);
        connection.Prepare(ImportMark.InsertSql).Bind(1, origin.Export).Bind(2, origin.File).Bind(3, origin.ExportedAt).Run();
    }

    public void Advance(ImportPosition position) =>
        connection.Prepare(ImportMark.AdvanceSql).Bind(1, position.Table).Bind(2, position.Rows).Bind(3, position.Sha256).Run();

    public void Loaded() => connection.Execute($"UPDATE {ImportMark.Table} SET loaded = 1");

    public void Remove() => connection.Execute($"DROP TABLE IF EXISTS {ImportMark.Table}");
}
