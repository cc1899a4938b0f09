package io.mesosjava.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Connections that nobody accepts, as many as a listener's backlog takes. */
final class SocketsThatFill implements Closeable {

  private static final int PROBE_MILLIS = 200;

  private final List<Socket> sockets = new ArrayList<>();

  private SocketsThatFill() {}

  /** Connects to {@code listener} until it takes no more. */
  static SocketsThatFill backlogOf(ServerSocket listener) throws IOException {
    SocketsThatFill filled = new SocketsThatFill();
    while (filled.addOne(listener)) {
      if (filled.size() > 1000) {
        throw new IOException("the backlog does not fill");
      }
    }
    return filled;
  }

  private boolean addOne(ServerSocket listener) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), PROBE_MILLIS);
      sockets.add(socket);
      return true;
    } catch (SocketTimeoutException e) {
      socket.close();
      return false;
    }
  }

  int size() {
    return sockets.size();
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
