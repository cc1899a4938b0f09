package io.mesosjava.framework.offer;

import io.mesosjava.attributes.Attributes;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What constraints look at: one property of a site, as text. Two selectors are equal if they have
 * the same name.
 */
public final class Selector {

  private final String name;
  private final Function<Site, Optional<String>> value;

  private Selector(String name, Function<Site, Optional<String>> value) {
    this.name = name;
    this.value = value;
  }

  /** The agent's id. */
  public static Selector agent() {
    return new Selector("agent", site -> Optional.of(site.agent().getValue()));
  }

  /** The agent's host. */
  public static Selector hostname() {
    return new Selector("hostname", site -> Optional.of(site.hostname()));
  }

  /** The region of the agent's fault domain. */
  public static Selector region() {
    return new Selector("region", Site::region);
  }

  /** The zone of the agent's fault domain. */
  public static Selector zone() {
    return new Selector("zone", Site::zone);
  }

  /** The first attribute named {@code name}, of any type, as Mesos prints it. */
  public static Selector attribute(String name) {
    Objects.requireNonNull(name, "name");
    return new Selector(
        "attribute " + name, site -> site.attributes().get(name).map(Attributes::valueText));
  }

  /** What {@code site} has; empty if it has nothing of the kind. */
  public Optional<String> value(Site site) {
    return value.apply(site);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Selector that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** For example {@code hostname} or {@code attribute rack}. */
  @Override
  public String toString() {
    return name;
  }
}
