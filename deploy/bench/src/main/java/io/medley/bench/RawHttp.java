package io.medley.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The barest HTTP client: one connection kept open, a request written, an answer read to its end.
 * Baselines use it so that no client library slows them down.
 */
public final class RawHttp implements AutoCloseable {

  private final URI server;
  private final String host;
  private SocketChannel socket;
  private OutputStream out;
  private InputStream in;
  private final Map<String, String> headers = new HashMap<>();

  /** Connects. */
  public RawHttp(URI server) throws IOException {
    this.server = server;
    this.host = server.getHost() + ":" + server.getPort();
    this.socket = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.out = socket.socket().getOutputStream();
    this.in = new BufferedInputStream(socket.socket().getInputStream(), 1 << 16);
  }

  /** A request as bytes, ready to be sent many times. */
  public byte[] request(String method, String path, String body, String... headers) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    byte[] first = head(method, path, "application/json", content.length, headers);
    byte[] all = new byte[first.length + content.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(content, 0, all, first.length, content.length);
    return all;
  }

  private byte[] head(String method, String path, String type, long length, String... headers) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(host);
    head.append("\r\nContent-Type: ").append(type);
    head.append("\r\nContent-Length: ").append(length);
    for (String header : headers) {
      head.append("\r\n").append(header);
    }
    head.append("\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Sends a whole file as the body, straight from the disk; returns the answer's body. */
  public byte[] send(String method, String path, String type, FileChannel file, String... headers)
      throws IOException {
    out.write(head(method, path, type, file.size(), headers));
    for (long sent = 0; sent < file.size(); ) {
      sent += file.transferTo(sent, file.size() - sent, socket);
    }
    return answer();
  }

  /** A header of the newest answer, by its name in lower case. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** Sends and reads the whole answer; returns its body. */
  public byte[] send(byte[] request) throws IOException {
    out.write(request);
    out.flush();
    return answer();
  }

  private byte[] answer() throws IOException {
    byte[] body = read();
    if ("close".equalsIgnoreCase(headers.get("connection"))) {
      // A server may close after so many answers; that is part of what it costs.
      socket.close();
      connect();
    }
    return body;
  }

  private void connect() throws IOException {
    socket = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    out = socket.socket().getOutputStream();
    in = new BufferedInputStream(socket.socket().getInputStream(), 1 << 16);
  }

  private byte[] read() throws IOException {
    headers.clear();
    String status = line();
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    String length = headers.getOrDefault("content-length", "0");
    boolean chunked = headers.getOrDefault("transfer-encoding", "").contains("chunked");
    byte[] body = chunked ? chunks() : in.readNBytes(Integer.parseInt(length));
    if (!status.contains(" 2")) {
      throw new IOException(status + " " + new String(body, StandardCharsets.UTF_8));
    }
    return body;
  }

  private byte[] chunks() throws IOException {
    java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
    for (int size = size(); size > 0; size = size()) {
      body.writeBytes(in.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int size() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("The server hung up");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
