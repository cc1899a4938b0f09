package io.mesosjava.testkit.agent;

import java.io.IOException;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes to directories that containers are made in or see: done backstage, one after the other.
 * Lives on the stage.
 */
final class FileWork {

  private static final Logger LOG = LoggerFactory.getLogger(FileWork.class);

  /** Something that blocks. */
  @FunctionalInterface
  interface Change {
    void make() throws IOException;
  }

  private final Backstage backstage;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  FileWork(Backstage backstage) {
    this.backstage = backstage;
  }

  /**
   * Makes a change after all that were asked for before.
   *
   * @param what it is, for the log: a change that fails keeps nobody from going on
   */
  void change(String what, Change change) {
    waiting.add(
        () -> {
          busy = true;
          backstage.run(
              () -> {
                change.make();
                return what;
              },
              done -> next(),
              problem -> {
                LOG.warn("Cannot {}", what, problem);
                next();
              });
        });
    goOn();
  }

  /** Runs an event when all changes that were asked for have been made: at once, if they have. */
  void then(Runnable event) {
    waiting.add(event);
    goOn();
  }

  private void next() {
    busy = false;
    goOn();
  }

  private void goOn() {
    while (!busy && !waiting.isEmpty()) {
      waiting.remove().run();
    }
  }
}
