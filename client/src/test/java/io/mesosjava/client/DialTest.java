package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DialTest {

  private static Transport transport(Duration timeout, NameService names) {
    Settings settings =
        SchedulerClient.builder(URI.create("http://unused")).connectTimeout(timeout).settings();
    return new Transport("mesos-scheduler-dial", Route.of(settings, names));
  }

  /** Begins to connect on the I/O thread, as the client does. */
  private static Future<Channel> connect(Transport transport, String host, int port) {
    Endpoint endpoint = Endpoint.of(URI.create("http://" + host + ":" + port), "/");
    CompletableFuture<Future<Channel>> dial = new CompletableFuture<>();
    transport
        .loop()
        .execute(
            () ->
                dial.complete(
                    transport.connect(
                        endpoint, new FirstBytes(), new ChannelInboundHandlerAdapter())));
    return dial.join();
  }

  private static InetAddress loopback(int last) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  @Test
  void triesTheAddressesOfANameInTurn() throws Exception {
    try (ServerSocket second = new ServerSocket(0, 1, loopback(2));
        Transport transport =
            transport(
                Duration.ofSeconds(30),
                host -> new InetAddress[] {loopback(1), loopback(2), loopback(3)})) {
      Channel channel = connect(transport, "masters", second.getLocalPort()).sync().getNow();

      assertThat(((InetSocketAddress) channel.remoteAddress()).getAddress()).isEqualTo(loopback(2));
      channel.close().sync();
    }
  }

  @Test
  void tellsWhyTheLastAddressFailed() throws Exception {
    int port = freePort();
    try (Transport transport =
        transport(Duration.ofSeconds(30), host -> new InetAddress[] {loopback(2), loopback(1)})) {
      assertThatThrownBy(() -> connect(transport, "masters", port).sync())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("refused")
          .hasMessageContaining("127.0.0.1");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return nobody.getLocalPort();
    }
  }

  @Test
  void aNameThatIsNotFoundInTimeDoesNotHoldUpTheIoThread() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    try (Transport transport =
        transport(
            Duration.ofMillis(300),
            host -> {
              hanging.await();
              return new InetAddress[] {loopback(1)};
            })) {
      Future<Channel> dial = connect(transport, "masters", 5050);
      CompletableFuture<Void> elsewhere = new CompletableFuture<>();
      transport.loop().execute(() -> elsewhere.complete(null));

      elsewhere.join();
      assertThatThrownBy(dial::sync).hasMessageContaining("timed out after 300 ms: masters:5050");
      hanging.countDown();
    }
  }

  @Test
  void looksUpNoAddressThatIsGivenAsNumbers() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Transport transport =
            transport(
                Duration.ofSeconds(30),
                host -> {
                  throw new AssertionError(host);
                })) {
      connect(transport, "127.0.0.1", server.getLocalPort()).sync().getNow().close().sync();
    }
  }

  @Test
  void givingUpClosesWhatWasMadeSoFar() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Transport transport =
            transport(
                Duration.ofSeconds(30),
                host -> {
                  looking.await();
                  return new InetAddress[] {loopback(1)};
                })) {
      Future<Channel> dial = connect(transport, "masters", server.getLocalPort());
      assertThat(dial.cancel(false)).isTrue();
      looking.countDown();
      Future<Channel> next = connect(transport, "127.0.0.1", server.getLocalPort()).sync();

      // The first connection that the server sees is the second one that was asked for.
      try (Socket accepted = server.accept()) {
        assertThat(accepted.getPort())
            .isEqualTo(((InetSocketAddress) next.getNow().localAddress()).getPort());
      }
      next.getNow().close().sync();
    }
  }
}
