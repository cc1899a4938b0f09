package io.mesosjava.framework.offer;

import java.util.Objects;

/**
 * A task that runs, or is about to, as far as constraints are concerned.
 *
 * @param group its group
 * @param site where it is
 */
public record Tenant(String group, Site site) {

  /** Nothing is null. */
  public Tenant {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(site, "site");
  }
}
