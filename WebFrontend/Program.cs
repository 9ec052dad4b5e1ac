using Orders.Hosting;
using Orders.Web;

if (Usage.IsWanted(args)) return Usage.Show();
return await OrdersSilo.Run(() =>
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddWebServer();
    builder.AddOrders();
    builder.AddOrdersSignIn();
    builder.AddOrdersApi();
    builder.AddOrdersPages();

    var app = builder.Build();
    app.UseSecurityHeaders();
    app.UseOrdersPages();
    app.UseOrdersProblems();
    app.UseStartGate();
    app.UseAuthentication();
    app.UseRateLimiter();
    app.UseAuthorization();
    app.UseAntiforgery();
    app.MapOrdersApi();
    app.MapOrdersPages();
    return app;
});
