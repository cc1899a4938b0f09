package io.mesosjava.testkit;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.mesosjava.testkit.link.Letter;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happens in a cluster, each in a line. */
final class Wording {

  private static final int LONG = 160;

  /** Begins the ids that a master gives to agents, frameworks and offers. */
  private static final Pattern MASTER =
      Pattern.compile("([0-9a-f]{8})-[0-9a-f-]{27}(?=-(?:[SO]?\\d))");

  private Wording() {}

  /** Without what the ids of one master have in common. */
  static String shortened(String text) {
    return MASTER.matcher(text).replaceAll("$1");
  }

  static String of(RecordedCall call) {
    String what =
        call.message() instanceof Call scheduler ? details(scheduler) : details(call.message());
    return call.endpoint() + " " + call.type() + what + " (" + call.status() + ")";
  }

  private static String details(Call call) {
    return switch (call.getType()) {
      case SUBSCRIBE ->
          " "
              + call.getSubscribe().getFrameworkInfo().getName()
              + (call.hasFrameworkId() ? " " + call.getFrameworkId().getValue() : "");
      case ACCEPT ->
          ids(call.getAccept().getOfferIdsList())
              + " "
              + call.getAccept().getOperationsList().stream()
                  .map(Wording::of)
                  .collect(Collectors.joining(", "));
      case DECLINE -> ids(call.getDecline().getOfferIdsList());
      case ACKNOWLEDGE -> " " + call.getAcknowledge().getTaskId().getValue();
      case KILL -> " " + call.getKill().getTaskId().getValue();
      default -> "";
    };
  }

  private static String ids(List<OfferID> offers) {
    return offers.stream().map(offer -> " " + offer.getValue()).collect(Collectors.joining());
  }

  private static String of(Offer.Operation operation) {
    String tasks =
        Stream.concat(
                operation.getLaunch().getTaskInfosList().stream(),
                operation.getLaunchGroup().getTaskGroup().getTasksList().stream())
            .map(task -> " " + task.getTaskId().getValue())
            .collect(Collectors.joining());
    return operation.getType() + tasks;
  }

  static String of(Event event) {
    String what =
        switch (event.getType()) {
          case SUBSCRIBED -> " " + event.getSubscribed().getFrameworkId().getValue();
          case OFFERS ->
              event.getOffers().getOffersList().stream()
                  .map(offer -> " " + offer.getId().getValue())
                  .collect(Collectors.joining());
          case UPDATE -> " " + of(event.getUpdate().getStatus());
          case RESCIND -> " " + event.getRescind().getOfferId().getValue();
          case ERROR -> " " + event.getError().getMessage();
          case FAILURE -> details(event.getFailure());
          default -> "";
        };
    return "SCHEDULER " + event.getType() + what;
  }

  private static String of(TaskStatus status) {
    return status.getTaskId().getValue()
        + " "
        + status.getState()
        + (status.hasReason() ? " " + status.getReason() : "")
        + (status.getMessage().isEmpty() ? "" : " '" + status.getMessage() + "'");
  }

  /** A message between an agent and its master. */
  static String of(Letter letter) {
    return letter.message()
        + letter.contents().stream()
            .filter(Objects::nonNull)
            .map(Wording::content)
            .filter(text -> !text.isEmpty())
            .map(text -> " " + text)
            .collect(Collectors.joining());
  }

  private static String content(Object content) {
    if (content instanceof TaskStatus status) {
      return of(status);
    } else if (content instanceof TaskInfo task) {
      return task.getTaskId().getValue();
    } else if (content instanceof Message message) {
      var value = message.getDescriptorForType().findFieldByName("value");
      return value == null ? "" : String.valueOf(message.getField(value));
    }
    return "";
  }

  private static String details(Message message) {
    String text = TextFormat.printer().emittingSingleLine(true).printToString(message);
    return " " + (text.length() > LONG ? text.substring(0, LONG) + "…" : text);
  }
}
