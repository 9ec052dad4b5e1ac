namespace Orders.Web;

/// <summary>Files that pages link to: the API's exports, for whoever is signed in with the pages' cookie. They only read.</summary>
public static class PageDownloads
{
    public static void MapPageDownloads(this IEndpointRouteBuilder pages)
    {
        var files = pages.MapGroup("").AddEndpointFilter<RefusalFilter>().ExcludeFromDescription();
        files.MapGet("/orders/export", OrderExport.Run).RequireAuthorization();
        files.MapGet("/audit/export", AuditApi.Export).RequireRole(Roles.Console);
    }
}
