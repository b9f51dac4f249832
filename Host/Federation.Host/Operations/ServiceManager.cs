using System.Net.Sockets;
using System.Text;

namespace Federation.Host.Operations;

/// <summary>Reports the state of the process to systemd (sd_notify), if the unit has <c>Type=notify</c>.</summary>
internal static class ServiceManager
{
    public static void Ready() => Notify("READY=1");

    public static void Stopping() => Notify("STOPPING=1");

    private static void Notify(string state)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 1 } address) return;
        // An address that begins with @ is an abstract socket; the @ stands for a null byte.
        if (address[0] == '@') address = '\0' + address[1..];
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.SendTo(Encoding.UTF8.GetBytes(state), new UnixDomainSocketEndPoint(address));
    }
}
