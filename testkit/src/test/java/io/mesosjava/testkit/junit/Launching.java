package io.mesosjava.testkit.junit;

import java.util.List;
import java.util.Map;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs classes of tests inside a test. */
final class Launching {

  private Launching() {}

  static TestExecutionSummary of(Class<?> tests) {
    return of(List.of(tests), Map.of());
  }

  static TestExecutionSummary of(List<Class<?>> tests, Map<String, String> configuration) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(tests.stream().map(DiscoverySelectors::selectClass).toList())
                .configurationParameters(configuration)
                .build(),
            listener);
    return listener.getSummary();
  }
}
