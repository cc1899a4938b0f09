package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.api.Refusal;
import java.util.Map;

/** An executor's token is good for the one run that it was made for. */
final class ExecutorClaims {

  private static final String SET_IN_CALL = ", which is set in the call";

  private ExecutorClaims() {}

  /**
   * Refuses who shows the token of another executor.
   *
   * @param claims of the token; empty where none was asked for
   */
  static void check(Map<String, String> claims, AgentExecutor executor) throws Refusal {
    if (claims.isEmpty()) {
      return;
    }
    String framework = executor.framework().id().getValue();
    if (!framework.equals(claims.get("fid"))) {
      throw refusal(claims, "an 'fid' claim with the framework ID " + framework + SET_IN_CALL);
    }
    String id = executor.id().getValue();
    if (!id.equals(claims.get("eid"))) {
      throw refusal(claims, "an 'eid' claim with the executor ID " + id + SET_IN_CALL);
    }
    if (!executor.containerId().getValue().equals(claims.get("cid"))) {
      throw refusal(claims, "a 'cid' claim with the correct active ContainerID");
    }
  }

  private static Refusal refusal(Map<String, String> claims, String missing) {
    return Refusal.of(403, "Authenticated principal '" + claims + "' does not contain " + missing);
  }
}
