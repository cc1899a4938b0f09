package io.mesosjava.framework.scheduler;

import java.util.Optional;

/** The update that each thread is handling, to be acknowledged when it has done so. */
final class UpdatesInHand {

  private final AcknowledgementMode mode;
  private final ThreadLocal<Optional<Acknowledgement>> inHand =
      ThreadLocal.withInitial(Optional::empty);

  UpdatesInHand(AcknowledgementMode mode) {
    this.mode = mode;
  }

  /** This thread begins to handle {@code event}. */
  void take(SchedulerEvent event) {
    if (mode == AcknowledgementMode.EXPLICIT) {
      return;
    }
    if (event instanceof MasterEvent.Update update) {
      inHand.set(Optional.of(update.acknowledgement()));
    } else if (event instanceof MasterEvent.UpdateOperationStatus update) {
      inHand.set(Optional.of(update.acknowledgement()));
    } else if (event instanceof MasterEvent.Unknown update) {
      inHand.set(Optional.of(update.acknowledgement()));
    }
  }

  /** This thread has handled what it had in hand. */
  void done() {
    Optional<Acknowledgement> handled = inHand.get();
    if (handled.isPresent()) {
      inHand.remove();
      // What becomes of the call is told to the listener; if it fails, the update comes again.
      handled.get().send();
    }
  }

  /** This thread could not handle what it had in hand. */
  void drop() {
    inHand.remove();
  }
}
