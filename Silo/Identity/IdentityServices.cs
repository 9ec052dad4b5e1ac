using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orders.Hosting;

namespace Orders.Identity;

/// <summary>Wires accounts: ASP.NET Core Identity over whichever database the shop is on.</summary>
internal static class IdentityServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddAccountsDatabase();
        services.AddDbContext<IdentityContext>((provider, options) => provider.GetRequiredService<AccountsDatabase>().Configure(options));
        services.AddIdentityCore<ShopUser>(options =>
            {
                options.Password.RequiredLength = 8;
                options.Password.RequiredUniqueChars = 4;
                options.Password.RequireNonAlphanumeric = false;
                options.User.AllowedUserNameCharacters = ""; // The user name is the e-mail, which EmailRules has checked.
            })
            .AddRoles<IdentityRole<long>>()
            .AddEntityFrameworkStores<IdentityContext>();
        services.AddSingleton<AccountScopes>();
        services.AddSingleton<DecoyPassword>();
        services.AddSingleton<ShopStaff>();
        services.AddScoped<AccountWriter>();
        services.AddSingleton<IdentityAccountStore>();
        services.AddSingleton<IAccountStore>(provider => provider.GetRequiredService<IdentityAccountStore>());
        services.AddSingleton<IAccountAdministration>(provider => provider.GetRequiredService<IdentityAccountStore>());
        return services;
    }

    /// <summary>
    /// The tables, brought up to date at start, and the place of the keys that protect sign-ins: all that a front end without a silo in
    /// it needs of accounts.
    /// </summary>
    public static IServiceCollection AddAccountsDatabase(this IServiceCollection services)
    {
        services.AddSingleton<AccountsDatabase>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<OrdersOptions>>().Value;
            return options.Database.IsPostgres
                ? new PostgresAccounts(options, provider.GetRequiredService<TimeProvider>())
                : new SqliteAccounts(options, provider.GetRequiredService<ILoggerFactory>());
        });
        services.AddHostedService<IdentityStart>();
        services.AddOptions<KeyManagementOptions>().Configure<AccountsDatabase>((keys, database) => keys.XmlRepository = database.Keys);
        return services;
    }
}
