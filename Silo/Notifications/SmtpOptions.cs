namespace Orders.Notifications;

/// <summary>The configuration section <c>Orders:Smtp</c>.</summary>
public sealed class SmtpOptions
{
    /// <summary>Null: no mail leaves this machine, it goes into the folder <c>mail</c> of the data directory.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>Null: the server asks for no password.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Nothing is sent, the password least of all, before the connection is encrypted.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>The sender's address.</summary>
    public string From { get; set; } = "orders@localhost";
}
