using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FaZhiCloud.Bench;

/// <summary>
/// A lean HTTP/1.1 client: keep-alive connections that each send a request, wait for the whole answer and send the next.
/// HttpClient would take a good part of two cores for itself.
/// </summary>
internal sealed class HttpLoad(Server server, int postgres, int connections = House.Callers, params int[] others)
{
    /// <summary>The n-th request of a connection: method, path, body (null for none) and idempotency key.</summary>
    public delegate (string Method, string Path, string? Body, string? Key) Request(int connection, int n);

    private readonly int[] sent = new int[connections];

    /// <summary>Requests for so long; every answer must be a success.</summary>
    public async Task<Sample> RunAsync(TimeSpan time, string[] tokens, Request request)
    {
        var (clock, cpu) = (Stopwatch.StartNew(), Cpu.Seconds(postgres, [server.Id, .. others]));
        var latencies = await Task.WhenAll(Enumerable.Range(0, connections).Select(i => Task.Run(() => RunAsync(i, clock, time, tokens[i % tokens.Length], request))));
        return Sample.OfRequests(latencies, clock.Elapsed, Cpu.Seconds(postgres, [server.Id, .. others]) - cpu);
    }

    private async Task<List<double>> RunAsync(int connection, Stopwatch clock, TimeSpan time, string token, Request request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        var (head, buffer, latencies) = ($" HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n", new byte[1 << 20], new List<double>(16_384));
        while (clock.Elapsed < time)
        {
            var (method, path, body, key) = request(connection, sent[connection]++);
            var text = body is null ? $"{method} {path}{head}\r\n" : $"{method} {path}{head}Idempotency-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
            var from = Stopwatch.GetTimestamp();
            await socket.SendAsync(buffer.AsMemory(0, Encoding.UTF8.GetBytes(text, buffer)));
            var length = 0;
            do
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length));
                if (read == 0)
                    throw new InvalidOperationException("The server closed the connection.");
                length += read;
            }
            while (!IsWhole(buffer.AsSpan(0, length)));
            latencies.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            if (buffer[9] != '2')
                throw new InvalidOperationException($"{method} {path}: {Encoding.UTF8.GetString(buffer, 0, length)}");
        }

        return latencies;
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var length = answer[..end].IndexOf("Content-Length: "u8);
        if (length < 0)
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        return Utf8Parser.TryParse(answer[(length + 16)..], out int size, out _) && answer.Length >= end + 4 + size;
    }
}
