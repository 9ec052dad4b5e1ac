using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orders.Hosting;

namespace Orders.Payments;

internal static class PaymentServices
{
    /// <summary>The payment provider that the configuration names, behind <see cref="IPaymentGateway"/>.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services) => services.AddSingleton<IPaymentGateway>(provider =>
        provider.GetRequiredService<IOptions<OrdersOptions>>().Value.Payments is { IsStripe: true } options
            ? new StripeGateway(new StripeClient(options.Stripe, StripeLimits.Default, provider.GetRequiredService<TimeProvider>()))
            : ActivatorUtilities.CreateInstance<SandboxGateway>(provider));
}
