using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Orders.Web;

/// <summary>What a CSV file holds of each row.</summary>
public sealed record CsvLayout<T>(string[] Columns, Func<T, string?[]> Cells);

/// <summary>Writes pages of a list as CSV or as one JSON array while they are read, so that the size does not matter.</summary>
/// <param name="csv">Otherwise JSON.</param>
/// <param name="name">Of the file, without its ending.</param>
/// <param name="layout">For CSV; in JSON everything stands as in the list.</param>
/// <param name="pages">All of it, page by page.</param>
public sealed class ExportFile<T>(bool csv, string name, CsvLayout<T> layout, IAsyncEnumerable<ImmutableArray<T>> pages) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = csv ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename={name}.{(csv ? "csv" : "json")}";
        try
        {
            await (csv ? WriteCsv(httpContext) : WriteJson(httpContext));
        }
        catch when (response.HasStarted)
        {
            httpContext.Abort(); // A file that ends early must not look whole.
            throw;
        }
    }

    private async Task WriteCsv(HttpContext context)
    {
        var text = new StringBuilder();
        CsvCells.Append(text, layout.Columns);
        await foreach (var page in pages.WithCancellation(context.RequestAborted))
        {
            foreach (var row in page) CsvCells.Append(text, layout.Cells(row));
            await context.Response.WriteAsync(text.ToString(), context.RequestAborted);
            text.Clear();
        }
    }

    private async Task WriteJson(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, new JsonWriterOptions { Encoder = options.Encoder });
        json.WriteStartArray();
        await foreach (var page in pages.WithCancellation(context.RequestAborted))
        {
            foreach (var row in page) JsonSerializer.Serialize(json, row, options);
            await json.FlushAsync(context.RequestAborted);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }

        json.WriteEndArray();
    }
}
