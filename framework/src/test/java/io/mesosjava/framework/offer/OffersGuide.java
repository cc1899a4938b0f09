package io.mesosjava.framework.offer;

import io.mesosjava.client.OfferOperations;
import io.mesosjava.framework.rule.Handler;
import io.mesosjava.framework.rule.Rule;
import io.mesosjava.framework.rule.Rules;
import io.mesosjava.framework.rule.TokenBucket;
import io.mesosjava.framework.rule.Verdict;
import io.mesosjava.framework.scheduler.MasterEvent;
import io.mesosjava.framework.scheduler.SchedulerEvent;
import io.mesosjava.framework.scheduler.SchedulerSession;
import io.mesosjava.framework.scheduler.SessionEvent;
import io.mesosjava.framework.task.Standing;
import io.mesosjava.framework.task.TaskStore;
import io.mesosjava.framework.task.TaskTracker;
import io.mesosjava.resources.PortRequest;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.TaskInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The scheduler of docs/offers.md: runs tasks of one group, at most four at once on an agent. */
final class OffersGuide {

  final OfferPool pool = OfferPool.builder().mostAge(Duration.ofSeconds(10)).build();
  OfferDemand demand = OfferDemand.of(List.of("*"), TokenBucket.of(2, Duration.ofSeconds(5)));
  final TaskTracker tracker = TaskTracker.open(TaskStore.none());

  final List<TaskNeed> pending = new ArrayList<>();
  final Map<String, Tenant> tenants = new HashMap<>();
  final Set<String> ended = new HashSet<>();
  final List<String> log = new ArrayList<>();
  final List<Class<?>> seen = new ArrayList<>();
  private final SchedulerSession mesos;

  OffersGuide(int tasks, SchedulerSession mesos) throws IOException {
    this.mesos = mesos;
    TaskNeed need =
        TaskNeed.builder("web-0", Resources.parse("cpus:0.1;mem:16"))
            .ports(PortRequest.any(1))
            .group("web")
            .constraint(Constraint.maxPer(Selector.agent(), 4))
            .build();
    for (int i = 0; i < tasks; i++) {
      pending.add(need.withId("web-" + i));
    }
    tracker.addListener(
        change -> {
          if (change.kind().isAnomaly()) {
            log.add("unexpected: " + change);
          }
          if (change.after().standing() == Standing.ENDED) {
            ended.add(change.after().id());
            tenants.remove(change.after().id());
          }
        });
  }

  /** Until all tasks have ended. */
  void run(int tasks) throws Exception {
    Rule<SchedulerEvent, Verdict> rules =
        Rule.<SchedulerEvent, Verdict>chain(
            Rules.<SchedulerEvent, Verdict>logged(event -> seen.add(event.getClass())),
            Rule.<SchedulerEvent, Verdict>drop(Verdict.DROPPED)
                .when(event -> event instanceof MasterEvent.Message));
    Handler<SchedulerEvent, Verdict> handler = rules.before(Handler.of(this::on));
    while (ended.size() < tasks) {
      SchedulerEvent event = mesos.next(Duration.ofSeconds(60));
      if (event == null) {
        throw new IOException("the session was closed");
      }
      handler.handle(event);
      place();
      wantOffers();
    }
  }

  void on(SchedulerEvent event) throws IOException {
    pool.handle(event); // offers of a subscription that ends are void
    if (event instanceof MasterEvent fromMaster) {
      tracker.handle(fromMaster.message());
    } else if (event instanceof SessionEvent.Disconnected) {
      demand = demand.disconnected();
    } else if (event instanceof SessionEvent.Connected
        || event instanceof SessionEvent.Reconnected) {
      demand = demand.subscribed(); // a session says again by itself what is suppressed
    }
  }

  private void place() throws IOException {
    Placements result =
        Matching.of(Packing.TIGHTEST).place(pending, pool.byAgent(), tenants.values());
    result.unplaced().forEach(task -> log.add(task.toString()));
    for (Map.Entry<AgentOffers, List<Placement>> entry : result.byOffers().entrySet()) {
      if (pool.claim(entry.getKey().ids())) {
        launch(entry.getKey(), entry.getValue());
      }
    }
  }

  void launch(AgentOffers offers, List<Placement> placements) throws IOException {
    List<TaskInfo> tasks = new ArrayList<>();
    for (Placement placement : placements) {
      tasks.add(placement.task().setCommand(CommandInfo.newBuilder().setValue("exit 0")).build());
      tenants.put(placement.need().id(), placement.tenant());
      pending.remove(placement.need());
    }
    List<Offer.Operation> operations = List.of(OfferOperations.launch(tasks));
    tracker.launch(tasks, () -> mesos.accept(offers.ids(), operations, null));
  }

  private void wantOffers() {
    demand = demand.want("*", !pending.isEmpty());
    OfferDemand.Step step = demand.step(System.nanoTime());
    demand = step.next();
    step.calls().forEach(mesos::sendAsync);
    pool.due().forEach(mesos::sendAsync);
  }
}
