using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orders.Hosting;

namespace Orders.Notifications;

/// <summary>Wires mail: over SMTP where a server is configured, else into a folder.</summary>
internal static class NotificationServices
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<SmtpMailTransport>();
        services.AddSingleton<MailDrop>();
        services.AddSingleton<IMailTransport>(provider => provider.GetRequiredService<IOptions<OrdersOptions>>().Value.Smtp.Host is null
            ? provider.GetRequiredService<MailDrop>()
            : provider.GetRequiredService<SmtpMailTransport>());
        return services.AddSingleton(Settings);
    }

    private static MailSettings Settings(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<OrdersOptions>>().Value;
        return new MailSettings(
            PublicAddress.Of(options, provider.GetRequiredService<IConfiguration>()),
            options.Smtp.From,
            OpenMailbox: options.Demo ?? provider.GetRequiredService<IHostEnvironment>().IsDevelopment());
    }
}
