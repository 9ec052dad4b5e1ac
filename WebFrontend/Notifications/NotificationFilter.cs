using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Orders.Web;

/// <summary>The query parameters of the inbox.</summary>
public sealed record NotificationFilter(bool UnreadOnly, long? Before, int Limit, ProblemHttpResult? Refusal)
    : IRefusable, IBindableFromHttpContext<NotificationFilter>, IEndpointParameterMetadataProvider
{
    public static ValueTask<NotificationFilter?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var read = new QueryReader(context.Request.Query);
        var (unread, cursor, limit) = (read.Flag("unread") ?? false, read.Text("cursor", QueryReader.CursorLength), read.Limit());
        long? before = null;
        if (long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) before = id;
        else if (cursor is not null) read.Refuse("cursor", "Not a cursor of this list: take nextCursor of the page before.");
        return ValueTask.FromResult<NotificationFilter?>(new NotificationFilter(unread, before, limit, read.Refusal));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ParameterDocumentation("unread", "query", "boolean", "true: only what is unread."));
        foreach (var p in QueryReader.Paging) builder.Metadata.Add(p);
    }
}
