package io.medley.campaign.gate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a sender and an SMTP server and cuts the connection at a chosen point. */
final class CuttingProxy implements AutoCloseable {

  /** What is lost. */
  enum Loses {
    /** Nothing. */
    NOTHING,
    /** The message itself: the server never has it. */
    THE_MESSAGE,
    /** The server's word that it took the message. */
    THE_ANSWER
  }

  private final ServerSocket listening;
  private final int server;
  private volatile Loses loses = Loses.NOTHING;
  private final AtomicInteger cuts = new AtomicInteger();

  CuttingProxy(int server) {
    this.server = server;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** The next message loses this; the ones after it nothing. */
  void next(Loses what) {
    loses = what;
  }

  int cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket sender = listening.accept();
        Thread.ofVirtual().start(() -> converse(sender));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Line by line: SMTP speaks in turns, so one thread can follow both. */
  private void converse(Socket sender) {
    try (sender;
        Socket receiver = new Socket(InetAddress.getLoopbackAddress(), server)) {
      BufferedReader fromSender = reader(sender);
      BufferedReader fromServer = reader(receiver);
      answer(fromServer, sender);
      String line = fromSender.readLine();
      while (line != null) {
        boolean data = line.equals("DATA");
        if (data && loses == Loses.THE_MESSAGE) {
          cut();
          return;
        }
        write(receiver, line);
        answer(fromServer, sender);
        if (data && !message(fromSender, fromServer, sender, receiver)) {
          return;
        }
        line = fromSender.readLine();
      }
    } catch (IOException gone) {
      // One of the two hung up: so does the other.
      return;
    }
  }

  private boolean message(
      BufferedReader fromSender, BufferedReader fromServer, Socket sender, Socket receiver)
      throws IOException {
    String line;
    do {
      line = fromSender.readLine();
      if (line == null) {
        return false;
      }
      write(receiver, line);
    } while (!line.equals("."));
    if (loses == Loses.THE_ANSWER) {
      fromServer.readLine();
      cut();
      return false;
    }
    answer(fromServer, sender);
    return true;
  }

  private void cut() {
    loses = Loses.NOTHING;
    cuts.incrementAndGet();
  }

  private static void answer(BufferedReader fromServer, Socket sender) throws IOException {
    String line;
    do {
      line = fromServer.readLine();
      if (line == null) {
        throw new IOException("The server hung up");
      }
      write(sender, line);
    } while (line.length() > 3 && line.charAt(3) == '-');
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  private static void write(Socket socket, String line) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
