using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orders.Hosting;

namespace Orders.Payments;

internal static partial class PaymentServices
{
    /// <summary>The payment provider that the configuration names, behind <see cref="IPaymentGateway"/>.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services) => services.AddSingleton<IPaymentGateway>(provider =>
    {
        if (provider.GetRequiredService<IOptions<OrdersOptions>>().Value.Payments is { IsStripe: true } options)
            return new StripeGateway(new StripeClient(options.Stripe, StripeLimits.Default, provider.GetRequiredService<TimeProvider>()));
        if (provider.GetRequiredService<IHostEnvironment>().IsProduction()) LogNoMoney(provider.GetRequiredService<ILogger<SandboxGateway>>());
        return ActivatorUtilities.CreateInstance<SandboxGateway>(provider);
    });

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payments go to the sandbox: no money moves. Set Orders:Payments:Gateway for a real provider.")]
    private static partial void LogNoMoney(ILogger logger);
}
