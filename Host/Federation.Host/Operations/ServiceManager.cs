using System.Net.Sockets;
using System.Text;

namespace Federation.Host.Operations;

/// <summary>Tells systemd how far the process is (sd_notify), where it was started with <c>Type=notify</c>: until then it is starting and not broken.</summary>
internal static class ServiceManager
{
    public static void Ready() => Say("READY=1");

    public static void Stopping() => Say("STOPPING=1");

    private static void Say(string state)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 1 } address) return;
        // An address that begins with @ is an abstract one, which has a nought in its place.
        if (address[0] == '@') address = '\0' + address[1..];
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.SendTo(Encoding.UTF8.GetBytes(state), new UnixDomainSocketEndPoint(address));
    }
}
