using Microsoft.Extensions.DependencyInjection;

namespace Orders.Payments;

internal static class PaymentServices
{
    /// <summary>The payment provider that the configuration names, behind <see cref="IPaymentGateway"/>.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services) =>
        services.AddSingleton<IPaymentGateway, SandboxGateway>();
}
