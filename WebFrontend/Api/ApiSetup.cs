namespace Orders.Web;

/// <summary>The REST API: what it needs, and where it is.</summary>
public static class ApiSetup
{
    public static WebApplicationBuilder AddOrdersApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiExceptions>();
        services.AddOrdersRateLimits(builder.Configuration);
        services.AddOrdersOpenApi();
        services.AddSingleton<EventStreams>();
        return builder;
    }

    /// <summary>Errors of addresses that are for programs become problem+json.</summary>
    public static WebApplication UseOrdersProblems(this WebApplication app)
    {
        app.UseWhen(context => context.IsForPrograms(), programs =>
        {
            programs.UseExceptionHandler(_ => { });
            programs.UseStatusCodePages(context => Problems.OfStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
        });
        return app;
    }

    public static WebApplication MapOrdersApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").AddEndpointFilter<RefusalFilter>().DisableAntiforgery().Refuses(429, 503);
        api.MapAuthApi();
        api.MapProductsApi();
        api.MapInventoryApi();
        api.MapOrdersResource();
        api.MapPaymentsApi();
        api.MapTrackingApi();
        api.MapEventsApi();
        api.MapAuditApi();
        api.MapWebhooksApi();
        api.MapParkedEventsApi();
        api.MapEscalation();
        app.MapUnknownAddresses();
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json");
        return app;
    }
}
