namespace Orleans.Hosting;

/// <summary>Sets a silo up.</summary>
public interface ISiloBuilder
{
    IServiceCollection Services { get; }
}

/// <summary>Sets a client up.</summary>
public interface IClientBuilder
{
    IServiceCollection Services { get; }
}

internal sealed record Builder(IServiceCollection Services) : ISiloBuilder, IClientBuilder;

public static class SiloBuilderExtensions
{
    public static ISiloBuilder ConfigureServices(this ISiloBuilder builder, Action<IServiceCollection> configureDelegate)
    {
        configureDelegate(builder.Services);
        return builder;
    }

    public static ISiloBuilder Configure<TOptions>(this ISiloBuilder builder, Action<TOptions> configureOptions)
        where TOptions : class =>
        builder.ConfigureServices(services => services.Configure(configureOptions));
}

public static class ClientBuilderExtensions
{
    public static IClientBuilder Configure<TOptions>(this IClientBuilder builder, Action<TOptions> configureOptions)
        where TOptions : class
    {
        builder.Services.Configure(configureOptions);
        return builder;
    }
}
