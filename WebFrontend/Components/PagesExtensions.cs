using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Radzen;

namespace Orders.Web;

/// <summary>The pages: what they need, and where they are.</summary>
public static class PagesExtensions
{
    public static WebApplicationBuilder AddOrdersPages(this WebApplicationBuilder builder)
    {
        // Run from its build output, not only in Development: the pages' files then lie where the project and its packages have them.
        builder.WebHost.UseStaticWebAssets();
        var services = builder.Services;
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SiloLosses>();
        services.AddSingleton<LiveOrders>();
        services.AddSingleton<LiveInbox>();
        services.AddSingleton<DemoMode>();
        services.AddScoped<AuthenticationStateProvider, AccountRevalidation>();
        services.AddScoped<ViewerClock>();
        services.AddScoped<CurrentAccount>();
        services.AddScoped<CartStorage>();
        services.AddScoped<PageDialogs>();
        services.AddScoped<OrderDialogs>();
        services.AddScoped<StockDialogs>();
        services.AddScoped<ListTrail>();
        return builder;
    }

    /// <summary>What browsers see where nothing is, or something failed: a page, with the right status. Programs are answered before this is asked.</summary>
    public static WebApplication UseOrdersPages(this WebApplication app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        return app;
    }

    public static WebApplication MapOrdersPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapGet("/", (HttpContext context) => Results.LocalRedirect(Home.Of(context.User)));
        app.MapPost("/account/sign-out", async (HttpContext context) =>
        {
            await context.SignOutAsync(Schemes.Cookie);
            return Results.LocalRedirect("/account/sign-in");
        });
        app.MapPageDownloads();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
