package io.mesosjava.examples;

import io.mesosjava.framework.SessionState;
import io.mesosjava.framework.scheduler.SchedulerEvent;
import io.mesosjava.framework.scheduler.SchedulerListener;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;

/** What the example scheduler measures: the series of mesos-go's, and some of the session. */
final class SchedulerMetrics implements SchedulerListener {

  private static final String PREFIX = "example_scheduler_";

  private final MetricSeries series;
  private final boolean byResource;

  SchedulerMetrics(ServerOptions options) {
    series = new MetricSeries(options.summaryMetrics);
    byResource = options.resourceTypeMetrics;
    series.set(PREFIX + "connected", 0);
  }

  String text() {
    return series.text();
  }

  @Override
  public void moved(SessionState from, SessionState to) {
    series.set(PREFIX + "connected", to == SessionState.SUBSCRIBED ? 1 : 0);
  }

  @Override
  public void notSubscribed(IOException cause, int failures, Duration retryIn) {
    series.add(PREFIX + "disconnections_total", 1);
  }

  @Override
  public void received(Event event) {
    series.add(PREFIX + "events_received_total", "type", lower(event.getType()), 1);
  }

  @Override
  public void sending(Call call) {
    series.add(PREFIX + "calls_total", "type", lower(call.getType()), 1);
  }

  @Override
  public void callTaken(Call call, Duration took) {
    series.watch(PREFIX + "call_seconds", "type", lower(call.getType()), seconds(took));
  }

  @Override
  public void callFailed(Call call, Throwable cause) {
    series.add(PREFIX + "call_errors_total", "type", lower(call.getType()), 1);
  }

  private static String lower(Enum<?> type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** An event was handled, well or not. */
  void handled(SchedulerEvent event, Duration took, boolean well) {
    String type = event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    series.watch(PREFIX + "event_seconds", "type", type, seconds(took));
    if (!well) {
      series.add(PREFIX + "event_errors_total", "type", type, 1);
    }
  }

  void offerReceived(Collection<Resource> resources) {
    series.add(PREFIX + "offers_received_total", 1);
    if (byResource) {
      resources.stream()
          .filter(resource -> resource.getType() == Value.Type.SCALAR)
          .forEach(
              resource ->
                  series.watch(
                      PREFIX + "offered_resources",
                      "resource",
                      resource.getName(),
                      resource.getScalar().getValue()));
    }
  }

  void offerDeclined() {
    series.add(PREFIX + "offers_declined_total", 1);
  }

  /** So many tasks were launched on the offers of one event. */
  void launched(int tasks) {
    series.add(PREFIX + "tasks_launched_total", tasks);
    series.watch(PREFIX + "tasks_launched_per_cycle", "", "", tasks);
  }

  void taskFinished() {
    series.add(PREFIX + "tasks_finished_total", 1);
  }

  void jobStarts(String job) {
    series.add(PREFIX + "job_starts_total", "job", job, 1);
  }

  void artifactDownloaded() {
    series.add(PREFIX + "artifact_downloads_total", 1);
  }
}
