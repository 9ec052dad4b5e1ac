using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Orders.Web;

/// <summary>Writes pages of orders as CSV or as one JSON array while they are read.</summary>
public sealed class OrderExportFile(bool csv, IAsyncEnumerable<OrderPage> pages) : IResult
{
    private static readonly string[] Columns =
        ["number", "id", "status", "placedAt", "updatedAt", "seller", "buyer", "email", "items", "total", "currency", "dueAt", "escalationLevel"];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = csv ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=orders.{(csv ? "csv" : "json")}";
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
        CsvCells.Append(text, Columns);
        await foreach (var page in pages.WithCancellation(context.RequestAborted))
        {
            foreach (var order in page.Items) CsvCells.Append(text, Cells(order));
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
            foreach (var order in page.Items) JsonSerializer.Serialize(json, order, options);
            await json.FlushAsync(context.RequestAborted);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }

        json.WriteEndArray();
    }

    private static string?[] Cells(OrderSummary order) =>
    [
        order.Number, order.Id.ToString(), EnumNames.Of(order.Status),
        UtcTimeConverter.Text(order.PlacedAt), UtcTimeConverter.Text(order.UpdatedAt),
        order.SellerName, order.Buyer.Name, order.Buyer.Email, order.Headline,
        order.Total.ToAmountString(), order.Total.Currency,
        order.DueAt is { } due ? UtcTimeConverter.Text(due) : null,
        order.EscalationLevel.ToString(CultureInfo.InvariantCulture),
    ];
}
