using System.Net;
using System.Net.Sockets;

namespace FaZhiCloud.Townships;

/// <summary>Ports on this machine that nobody listens on.</summary>
public static class Ports
{
    /// <summary>
    /// A port for a process that is about to start. Below the range from which the system takes ports for outgoing connections: one of those
    /// could be gone again before the process listens. Drawn at random, so that two who ask at once hardly get the same.
    /// </summary>
    public static int Free()
    {
        for (var tries = 0; ; tries++)
        {
            var port = Random.Shared.Next(12_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException) when (tries < 100)
            {
                // Taken: another one.
            }
        }
    }
}
