package io.mesosjava.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.protobuf.Message;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OperationState;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.master.Response;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The resources that real masters, agents and frameworks sent. */
class RecordedResourcesTest {

  private List<Recording> recordings = List.of();

  @BeforeEach
  void findRecordings() throws IOException {
    recordings = Recording.all();
    assumeFalse(recordings.isEmpty(), "no recordings in ${mesosjava.shared}/recordings");
  }

  @Test
  void everyReceivedResourceIsValidAndSurvivesEveryForm() throws IOException {
    int seen = 0;
    for (Recording recording : recordings) {
      for (Message message : recording.received()) {
        List<List<Resource>> lists = new ArrayList<>();
        collect(message, lists);
        for (List<Resource> list : lists) {
          seen += list.size();
          Resources resources = Resources.of(list);
          assertThat(resources.messages())
              .as("%s", recording)
              .isEqualTo(list.stream().map(ReservationFormat.POST_REFINEMENT::convert).toList());
          assertThat(Resources.parse(resources.toJson())).isEqualTo(resources);
          assertThat(resources.toString()).isNotEmpty();
        }
      }
    }
    assertThat(seen).isGreaterThan(1000);
  }

  @Test
  void offeredAndAllocatedResourcesAddUpToTheTotalOfEachAgent() throws IOException {
    int complete = 0;
    for (Recording recording : recordings) {
      for (Message message : recording.received()) {
        for (Response.GetAgents.Agent agent : agents(message)) {
          Resources total = Resources.of(agent.getTotalResourcesList());
          Resources offered = Resources.of(agent.getOfferedResourcesList());
          Resources sum =
              offered.plus(Resources.of(agent.getAllocatedResourcesList())).unallocate();

          assertThat(total.contains(sum)).as("%s: %s", recording, agent.getAgentInfo()).isTrue();
          if (!offered.isEmpty()) {
            // Everything that is free is offered, while anything is.
            assertThat(sum).as("%s", recording).isEqualTo(total);
            complete++;
          }
        }
      }
    }
    assertThat(complete).isGreaterThanOrEqualTo(4);
  }

  /** Each accepted launch is taken from its offers, as the scheduler would have done it. */
  @Test
  void launchedTasksWereContainedInTheirOffers() throws IOException {
    int launched = 0;
    for (Recording recording : recordings) {
      Map<String, Resources> offers = new HashMap<>();
      Set<String> failed = new HashSet<>();
      for (Message message : recording.received()) {
        if (message instanceof Event event) {
          OperationStatus status = event.getUpdateOperationStatus().getStatus();
          if (status.getState() == OperationState.OPERATION_ERROR) {
            failed.add(status.getOperationId().getValue());
          }
          for (Offer offer : event.getOffers().getOffersList()) {
            offers.put(offer.getId().getValue(), Resources.of(offer.getResourcesList()));
          }
        }
      }
      for (Message message : recording.sent()) {
        if (message instanceof Call call && call.getAccept().getOfferIdsCount() == 1) {
          Resources available = offers.get(call.getAccept().getOfferIds(0).getValue());
          for (Offer.Operation operation : call.getAccept().getOperationsList()) {
            boolean refused = failed.contains(operation.getId().getValue());
            if (available != null && isSane(operation) && !refused) {
              Resources left = Operations.apply(available, operation);
              assertThat(Quantities.of(available).contains(Quantities.of(left))).isTrue();
              available = left;
              launched++;
            }
          }
        }
      }
    }
    assertThat(launched).isGreaterThan(20);
  }

  /**
   * Scenario 3 launches what cannot be launched. Scenario 8 unreserves once more to clean up, with
   * no id by which a failure would be told.
   */
  private static boolean isSane(Offer.Operation operation) {
    boolean told = operation.hasId() || !operation.hasUnreserve();
    return told
        && operation.getLaunch().getTaskInfosList().stream()
            .map(TaskInfo::getResourcesList)
            .allMatch(
                list ->
                    !list.isEmpty()
                        && Resources.violation(list).isEmpty()
                        && Resources.of(list).cpus() < 100);
  }

  private static List<Response.GetAgents.Agent> agents(Message message) {
    if (!(message instanceof Response response)) {
      return List.of();
    }
    List<Response.GetAgents.Agent> agents =
        new ArrayList<>(response.getGetAgents().getAgentsList());
    agents.addAll(response.getGetState().getGetAgents().getAgentsList());
    return agents;
  }

  private static void collect(Message message, List<List<Resource>> lists) {
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (value instanceof Message child) {
                collect(child, lists);
              } else if (value instanceof List<?> children) {
                List<Resource> resources = new ArrayList<>();
                for (Object child : children) {
                  if (child instanceof Resource resource) {
                    resources.add(resource);
                  } else if (child instanceof Message nested) {
                    collect(nested, lists);
                  }
                }
                if (!resources.isEmpty()) {
                  lists.add(resources);
                }
              }
            });
  }
}
