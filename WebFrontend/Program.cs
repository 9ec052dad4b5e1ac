using Orders.Hosting;
using Orders.Web;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddWebServer();
builder.AddOrdersSilo();
builder.AddOrdersSignIn();
builder.AddOrdersApi();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseOrdersProblems();
app.UseAuthentication();
app.UseRateLimiter();
app.UseAuthorization();
app.MapOrdersApi();
return await app.RunOrdersSilo();
