using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orders.Commands;

/// <summary>The first line of an export: all in it that equal shops do not share.</summary>
/// <param name="Version">Of the file's form; see docs/transfer.md.</param>
/// <param name="Schema">Of the tables in it (<see cref="Storage.TransferTables.Version"/>).</param>
/// <param name="Id">Of this export: by it an interrupted import knows its file again.</param>
/// <param name="Source">The kind of database it comes from.</param>
internal sealed record ExportHeader(
    string Format, int Version, int Schema, string Id, string Source, DateTimeOffset CreatedAt, ImmutableArray<ExportedTable> Tables)
{
    public const string FormatName = "orders-export";
    public const int CurrentVersion = 1;

    [JsonIgnore]
    public long Rows => Tables.Sum(t => t.Rows);
}

/// <summary>A table in an export, and how many rows it had when the export began.</summary>
internal sealed record ExportedTable(string Name, long Rows);

/// <summary>A line among the rows: says what those so far come to, or ends a table.</summary>
internal sealed record ExportMarker
{
    /// <summary>The number of the table's rows up to here.</summary>
    public long? Check { get; init; }

    /// <summary>The table that ends here, or <see cref="ExportHeader.FormatName"/>.</summary>
    public string? End { get; init; }

    public long? Rows { get; init; }

    public string? Sha256 { get; init; }
}

[JsonSerializable(typeof(ExportHeader))]
[JsonSerializable(typeof(ExportMarker))]
internal sealed partial class ExportJson : JsonSerializerContext
{
    /// <summary>To be used instead of <c>Default</c>, which does not know these options.</summary>
    public static ExportJson Lines { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
