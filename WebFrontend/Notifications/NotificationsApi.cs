using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>The caller's inbox.</summary>
public static class NotificationsApi
{
    public static void MapNotificationsApi(this IEndpointRouteBuilder api)
    {
        var inbox = api.MapGroup("/notifications").WithTags("notifications").RequireAuthorization().Refuses(401);
        inbox.MapGet("/", List).Refuses(400);
        inbox.MapPost("/read-all", ReadAll);
        inbox.MapPost("/{id}/read", Read).Refuses(404);
        var preferences = api.MapGroup("/notification-preferences").WithTags("notifications").RequireAuthorization().Refuses(401);
        preferences.MapGet("/", GetPreferences);
        preferences.MapPut("/", PutPreferences).Refuses(400);
    }

    /// <summary>What the caller was told, newest first, and how much of it is unread (counted up to 1,000).</summary>
    internal static async Task<Ok<NotificationsResponse>> List(NotificationFilter filter, Caller caller, IGrainFactory grains)
    {
        var page = await InboxOf(caller, grains).List(filter.UnreadOnly, filter.Before, filter.Limit);
        return TypedResults.Ok(new NotificationsResponse(
            [.. page.Items.Select(NotificationResponse.Of)], page.Before?.ToString(CultureInfo.InvariantCulture), page.Unread));
    }

    /// <summary>Marks one as read. A second time nothing happens.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> Read(string id, Caller caller, IGrainFactory grains) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && await InboxOf(caller, grains).Read(number)
            ? TypedResults.NoContent()
            : Problems.NotFound();

    /// <summary>Marks all as read.</summary>
    internal static async Task<NoContent> ReadAll(Caller caller, IGrainFactory grains)
    {
        await InboxOf(caller, grains).ReadAll();
        return TypedResults.NoContent();
    }

    /// <summary>What the caller is told of, and by which channels.</summary>
    internal static async Task<Ok<PreferencesResponse>> GetPreferences(Caller caller, IGrainFactory grains) =>
        TypedResults.Ok(PreferencesResponse.Of(await InboxOf(caller, grains).GetPreferences(caller.Actor)));

    /// <summary>Changes it: what is left out of events stays as it is; without quietHours there are none.</summary>
    internal static async Task<Results<Ok<PreferencesResponse>, ProblemHttpResult>> PutPreferences(
        Body<PreferencesRequest> body, Caller caller, IGrainFactory grains)
    {
        var inbox = InboxOf(caller, grains);
        var (wanted, refusal) = body.Value.Over(await inbox.GetPreferences(caller.Actor));
        if (refusal is not null) return refusal;
        var result = await inbox.SetPreferences(caller.Actor, wanted!);
        return result.Error is { } error ? Problems.Of(error) : TypedResults.Ok(PreferencesResponse.Of(result.Preferences!));
    }

    private static INotificationsGrain InboxOf(Caller caller, IGrainFactory grains) => grains.GetGrain<INotificationsGrain>(caller.Actor.Id);
}
