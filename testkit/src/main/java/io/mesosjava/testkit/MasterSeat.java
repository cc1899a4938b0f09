package io.mesosjava.testkit;

import io.mesosjava.testkit.http.HttpServer;
import io.mesosjava.testkit.http.Port;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.master.Master;
import io.mesosjava.testkit.master.MasterConfig;
import io.mesosjava.testkit.master.Registry;
import io.mesosjava.testkit.stage.MortalStage;
import io.mesosjava.v1.MasterInfo;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The place of one master: a port, and the process that runs there, if one does.
 *
 * <pre>
 *   DOWN &lt;--> FOLLOWING --> LEADING
 *     ^                       |
 *     +-----------------------+   a leader that loses its office ends
 * </pre>
 *
 * <p>{@link #start} and {@link #end} block and are called one at a time, off the stage; the rest
 * belongs to the stage.
 */
final class MasterSeat {

  /** What the process does. */
  enum State {
    /** There is none. */
    DOWN,
    /** Waits to be elected, and shows the way to the leader. */
    FOLLOWING,
    /** Leads. */
    LEADING
  }

  /** Everything that can become of a state. */
  static final Map<State, Set<State>> TRANSITIONS =
      new EnumMap<>(
          Map.of(
              State.DOWN, EnumSet.of(State.FOLLOWING),
              State.FOLLOWING, EnumSet.of(State.DOWN, State.LEADING),
              State.LEADING, EnumSet.of(State.DOWN)));

  private record Run(HttpServer server, MortalStage stage, MasterInfo info, Instant started) {}

  private final Ground ground;
  private final Port port;
  private volatile State state = State.DOWN;
  private volatile @Nullable Run run;

  MasterSeat(Ground ground, Port port) {
    this.ground = ground;
    this.port = port;
  }

  URI uri() {
    return ground.uri(port);
  }

  /** {@code <host>:<port>}. */
  String address() {
    return Identity.LOOPBACK + ":" + port.number();
  }

  State state() {
    return state;
  }

  private void become(State next) {
    if (!TRANSITIONS.getOrDefault(state, Set.of()).contains(next)) {
      throw new IllegalStateException("master at " + uri() + ": " + state + " to " + next);
    }
    state = next;
  }

  /** Starts a process that follows. */
  void start(RequestHandler standby) throws IOException {
    MortalStage life = new MortalStage(ground.stage());
    HttpServer server = ground.listen(port, life, ground.traffic().ofMaster());
    run = new Run(server, life, Identity.master(port.number(), ground.random()), life.now());
    become(State.FOLLOWING);
    server.serve(standby);
  }

  /** Ends the process, if there is one: nothing it had in mind happens any more. */
  void end() {
    Run ending = run;
    if (ending == null) {
      return;
    }
    ending.stage().die();
    ending.server().close();
    run = null;
    become(State.DOWN);
  }

  /** Begins to lead. */
  Term lead(Registry registry) {
    Run elected = Optional.ofNullable(run).orElseThrow();
    become(State.LEADING);
    Settings settings = ground.settings();
    MasterConfig config =
        new MasterConfig(
            elected.info(),
            settings.masterTimers(),
            settings.masterLimits(),
            elected.started(),
            ground.random());
    Master master = Master.start(config, registry, elected.stage(), elected.server());
    return new Term(master, elected.stage());
  }

  /** Answers differently from now on. */
  void serve(RequestHandler handler) {
    Optional.ofNullable(run).orElseThrow().server().serve(handler);
  }
}
