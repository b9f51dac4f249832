using System.Net.Sockets;
using System.Text;
using Federation.Host.Tests.Start;

namespace Federation.Host.Tests.Operations;

/// <summary>What systemd hears from a host that it started with <c>Type=notify</c>.</summary>
public sealed class ServiceManagerTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    [Fact]
    public async Task It_hears_that_the_host_is_ready_when_it_answers_and_that_it_stops()
    {
        var path = Path.Combine(demo.Root, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var message = new byte[200];
        async Task<string> HearAsync() => Encoding.UTF8.GetString(message, 0, await socket.ReceiveAsync(message, late.Token));
        try
        {
            using var host = demo.Start([KeyValuePair.Create("NOTIFY_SOCKET", path)], "serve");
            Assert.Equal("READY=1", await HearAsync());
            await host.UntilAsync(() => host.Output.Contains('\n', StringComparison.Ordinal));
            using var client = new HttpClient { BaseAddress = new Uri(host.Output.Trim()) };
            Assert.Equal("ready", await client.GetStringAsync("/health/ready"));
            host.Terminate();
            Assert.Equal("STOPPING=1", await HearAsync());
            Assert.Equal(0, (await host.EndAsync()).Exit);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
