package io.mesosjava.testkit.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * A port that is ours whether anything listens on it or not. While nothing does, connections are
 * refused, as on a machine whose process has died; nobody else can take the port meanwhile.
 */
public final class Port implements AutoCloseable {

  // Bound and never listening: Linux lets a listener with SO_REUSEADDR join in.
  private final SocketChannel claim;
  private final InetSocketAddress address;

  private Port(SocketChannel claim, InetSocketAddress address) {
    this.claim = claim;
    this.address = address;
  }

  /**
   * Claims a port.
   *
   * @param wanted port 0 for any that is free
   * @throws IOException if the address cannot be had; the message names it
   */
  public static Port claim(InetSocketAddress wanted) throws IOException {
    SocketChannel claim = SocketChannel.open();
    try {
      claim.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      claim.bind(wanted);
      return new Port(claim, (InetSocketAddress) claim.getLocalAddress());
    } catch (IOException e) {
      claim.close();
      throw cannotListen(wanted, e);
    }
  }

  static IOException cannotListen(InetSocketAddress address, Throwable cause) {
    String where = address.getHostString() + ":" + address.getPort();
    String why = cause instanceof BindException ? "it is in use" : String.valueOf(cause);
    return new IOException("cannot listen on " + where + ": " + why, cause);
  }

  /** Where to listen. */
  public InetSocketAddress address() {
    return address;
  }

  /** The number. */
  public int number() {
    return address.getPort();
  }

  /** Gives the port back. A listener on it goes on. */
  @Override
  public void close() throws IOException {
    claim.close();
  }
}
