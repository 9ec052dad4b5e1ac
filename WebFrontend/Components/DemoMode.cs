namespace Orders.Web;

/// <summary>Whether this shop is a demo: accounts to try, test cards, and a mailbox in place of real mail.</summary>
public sealed class DemoMode(IConfiguration configuration, IHostEnvironment environment)
{
    public bool IsOn { get; } = configuration.GetValue<bool?>("Orders:Demo") ?? environment.IsDevelopment();
}
