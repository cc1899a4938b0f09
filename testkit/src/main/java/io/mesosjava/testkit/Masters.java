package io.mesosjava.testkit;

import io.mesosjava.testkit.http.Port;
import io.mesosjava.testkit.master.Master;
import io.mesosjava.testkit.master.Registry;
import io.mesosjava.testkit.master.Standby;
import io.mesosjava.testkit.stage.StageThread;
import io.mesosjava.v1.master.Response.GetState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The masters of a cluster and the elections among them: of those that run, the one that joined
 * first leads, as with ZooKeeper. A leader that ends is not missed before its session has ended.
 *
 * <p>Processes are started and ended by one caller at a time, off the stage; elections happen on
 * the stage.
 */
final class Masters {

  /** Held while processes are started and ended; never taken on the stage. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Ground ground;
  private final StageThread stage;
  private final Registry registry = new Registry();
  private final List<MasterSeat> seats = new ArrayList<>();

  // Guarded by lock.
  private boolean closed;

  // On the stage.
  private final ArrayDeque<MasterSeat> candidates = new ArrayDeque<>();
  private final List<Consumer<Optional<Term>>> detectors = new ArrayList<>();
  private Optional<Term> term = Optional.empty();
  private boolean electing = true;

  /** The leader as the others see it: perhaps dead already. Written on the stage. */
  private volatile @Nullable MasterSeat leader;

  private volatile MasterSeat latest;

  /** Masters at {@code ports}, of which none runs yet. */
  Masters(Ground ground, List<Port> ports) {
    this.ground = ground;
    this.stage = ground.stage();
    ground.settings().weights.forEach(registry::weigh);
    ports.forEach(port -> seats.add(new MasterSeat(ground, port)));
    latest = seats.get(0);
  }

  /** Starts all; the first leads. */
  void startAll() {
    seats.forEach(this::start);
  }

  List<MasterSeat> seats() {
    return List.copyOf(seats);
  }

  Optional<MasterSeat> leader() {
    return Optional.ofNullable(leader).filter(seat -> seat.state() == MasterSeat.State.LEADING);
  }

  /** What the leader knows; nothing if there is none. */
  ClusterState state() {
    return new ClusterState(
        stage.call(
            () -> term.map(Term::master).map(Master::state).orElse(GetState.getDefaultInstance())));
  }

  /** The leader, or who led last. */
  MasterSeat latest() {
    return latest;
  }

  /** Tells {@code detector}, on the stage, who leads now and whenever that changes. */
  void detect(Consumer<Optional<Term>> detector) {
    stage.execute(
        () -> {
          detectors.add(detector);
          detector.accept(term);
        });
  }

  /** Starts the master of a seat where none runs; it joins behind the others. */
  void start(MasterSeat seat) {
    locked(
        () -> {
          if (seat.state() == MasterSeat.State.DOWN) {
            begin(seat);
            stage.call(this::electIfDue);
          }
        });
  }

  /** Ends the master of a seat, if one runs. */
  void end(MasterSeat seat) {
    locked(() -> finish(seat));
  }

  /** Another master leads; who led is started again, behind the others. */
  void move() {
    locked(
        () -> {
          MasterSeat before = leader().orElse(null);
          if (before != null) {
            finish(before);
            begin(before);
          }
          stage.call(this::expire);
        });
  }

  /** The leader is started again, and nobody is elected until {@link #resumeElections}. */
  void suspendElections() {
    locked(
        () -> {
          stage.call(() -> electing = false);
          MasterSeat before = leader().orElse(null);
          if (before != null) {
            finish(before);
            begin(before);
          }
          stage.call(this::expire);
        });
  }

  void resumeElections() {
    stage.call(
        () -> {
          electing = true;
          return electIfDue();
        });
  }

  /** Ends all; none is started any more. */
  void endAll() {
    locked(
        () -> {
          closed = true;
          seats.forEach(MasterSeat::end);
        });
  }

  private void note(MasterSeat seat, String what) {
    ground.traffic().chronicle().add(() -> "   master at " + seat.address() + " " + what);
  }

  private void begin(MasterSeat seat) {
    if (closed) {
      throw new IllegalStateException("the cluster is closed");
    }
    note(seat, "starts");
    try {
      seat.start(new Standby(this::leaderAddress));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    stage.call(() -> candidates.add(seat));
  }

  private void finish(MasterSeat seat) {
    boolean led = seat.state() == MasterSeat.State.LEADING;
    note(seat, "ends");
    seat.end();
    stage.call(() -> ended(seat, led));
  }

  private boolean ended(MasterSeat seat, boolean led) {
    candidates.remove(seat);
    if (led) {
      term = Optional.empty();
      if (ground.settings().sessionTimeout.isZero()) {
        expire();
      } else {
        var unused = stage.schedule(ground.settings().sessionTimeout, () -> expire(seat));
      }
    }
    return led;
  }

  private void expire(MasterSeat seat) {
    if (leader == seat && term.isEmpty()) {
      expire();
    }
  }

  /** Nobody leads, and everyone knows. */
  private boolean expire() {
    if (term.isPresent()) {
      return false;
    }
    leader = null;
    detectors.forEach(detector -> detector.accept(Optional.empty()));
    return electIfDue();
  }

  private boolean electIfDue() {
    if (term.isPresent() || !electing || candidates.isEmpty() || awaitsExpiry()) {
      return false;
    }
    MasterSeat elected = candidates.element();
    leader = elected;
    latest = elected;
    if (!hasQuorum()) {
      elected.serve(Standby.recovering());
      return false;
    }
    note(elected, "leads");
    Term begun = elected.lead(registry);
    term = Optional.of(begun);
    detectors.forEach(detector -> detector.accept(term));
    return true;
  }

  /** The others take a dead leader for a living one. */
  private boolean awaitsExpiry() {
    MasterSeat seen = leader;
    return seen != null && !candidates.contains(seen);
  }

  private boolean hasQuorum() {
    return candidates.size() > seats.size() / 2;
  }

  private Optional<String> leaderAddress() {
    return Optional.ofNullable(leader).map(MasterSeat::address);
  }

  private void locked(Runnable work) {
    ground.refuseOnStage();
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }
}
