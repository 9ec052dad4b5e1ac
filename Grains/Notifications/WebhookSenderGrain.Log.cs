using Microsoft.Extensions.Logging;

namespace Orders;

public sealed partial class WebhookSenderGrain
{
    [LoggerMessage(80, LogLevel.Information, "Webhook {Endpoint}, delivery {Number}, try {Tries}: {State}, answer {Status}")]
    private partial void LogTried(long endpoint, long number, int tries, WebhookDeliveryState state, int? status);

    [LoggerMessage(81, LogLevel.Warning, "Webhook {Endpoint} is switched off after answer {Status}")]
    private partial void LogDisabled(long endpoint, int? status);
}
