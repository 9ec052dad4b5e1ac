using Microsoft.Extensions.DependencyInjection;

namespace Orders.Hosting;

internal static class DemoServices
{
    /// <summary>After <c>AddAccounts</c>, whose store it puts itself in front of.</summary>
    public static IServiceCollection AddDemoData(this IServiceCollection services)
    {
        services.AddSingleton<DemoGate>();
        services.AddSingleton<IAccountStore, AccountsAfterDemo>();
        return services.AddHostedService<DemoData>();
    }
}
