namespace Orders.Web;

/// <summary>Kestrel as we want it: on this machine only unless told otherwise, small bodies, no banner.</summary>
public static class WebServer
{
    private const string DefaultUrl = "http://127.0.0.1:5080";
    private const long MaxBody = 1024 * 1024;

    public static WebApplicationBuilder AddWebServer(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null) builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
        });
        return builder;
    }
}
