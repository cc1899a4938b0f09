package io.mesosjava.testkit.http;

/** Answers requests. Runs on the stage. */
@FunctionalInterface
public interface RequestHandler {

  /** Answers {@code exchange}, now or later. */
  void handle(Exchange exchange);
}
