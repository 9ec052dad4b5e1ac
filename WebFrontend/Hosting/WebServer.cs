using System.Net;
using Microsoft.Extensions.Options;

namespace Orders.Web;

/// <summary>Kestrel as we want it: on this machine only unless told otherwise, small bodies, no banner.</summary>
public static class WebServer
{
    private const string DefaultUrl = "http://127.0.0.1:5080";
    private const long MaxBody = 1024 * 1024;

    public static WebApplicationBuilder AddWebServer(this WebApplicationBuilder builder)
    {
        var urls = builder.Configuration["urls"];
        if (!string.IsNullOrWhiteSpace(urls)) Check(urls);
        else if (builder.Configuration["http_ports"] is null) builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
        });
        return builder;
    }

    private static void Check(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!IsAddress(url))
                throw new OptionsValidationException("urls", typeof(string), [$"urls must be addresses such as {DefaultUrl}, separated by semicolons, not '{url}'."]);
        }
    }

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Port <= IPEndPoint.MaxPort;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
