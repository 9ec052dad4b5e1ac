using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orders.Hosting;

namespace Orders.Identity;

/// <summary>Wires accounts: ASP.NET Core Identity over a SQLite file of its own, so that sign-ins never wait for orders.</summary>
internal static class IdentityServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddDbContext<IdentityContext>((provider, options) => options.UseSqlite(ConnectionString(provider)));
        services.AddIdentityCore<ShopUser>(options =>
            {
                options.Password.RequiredLength = 8;
                options.Password.RequiredUniqueChars = 4;
                options.Password.RequireNonAlphanumeric = false;
                options.User.AllowedUserNameCharacters = ""; // The user name is the e-mail, which EmailRules has checked.
            })
            .AddRoles<IdentityRole<long>>()
            .AddEntityFrameworkStores<IdentityContext>();
        services.AddHostedService<IdentityStart>();
        services.AddSingleton<DecoyPassword>();
        services.AddSingleton<ShopStaff>();
        services.AddScoped<AccountWriter>();
        services.AddSingleton<IdentityAccountStore>();
        services.AddSingleton<IAccountStore>(provider => provider.GetRequiredService<IdentityAccountStore>());
        services.AddSingleton<IAccountAdministration>(provider => provider.GetRequiredService<IdentityAccountStore>());
        return services;
    }

    internal static string ConnectionString(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<OrdersOptions>>().Value;
        return new SqliteConnectionStringBuilder { DataSource = options.PathOf("identity.db"), ForeignKeys = true }.ToString();
    }
}
