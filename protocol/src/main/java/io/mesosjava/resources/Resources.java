package io.mesosjava.resources;

import static java.util.Objects.requireNonNull;

import io.mesosjava.roles.Role;
import io.mesosjava.v1.Resource;
import io.mesosjava.values.Items;
import io.mesosjava.values.Ranges;
import io.mesosjava.values.Thousandths;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A bag of resources, immutable and canonical: resources of one kind are one entry, nothing is
 * negative or empty, reservations are stacks, and two bags are equal exactly if they hold the same.
 * Safe for use by any number of threads.
 *
 * <p>Resources are of one kind if all but their amount is equal: name, type, role they are
 * allocated to, reservations, disk source, revocability, provider. MOUNT, BLOCK and identified RAW
 * disks and persistent volumes are indivisible: they are never added up or split, only counted, as
 * are copies of shared volumes. Scalars are exact to three decimals. Every operation takes time
 * linear in the sizes of its operands.
 *
 * <p>Entries keep the order of insertion; when one vanishes the last takes its place, as in Mesos.
 *
 * <pre>{@code
 * Resources offered = Resources.of(offer.getResourcesList());
 * Resources task = Resources.parse("cpus:0.5;mem:256").allocate("web");
 * if (offered.contains(task)) {
 *   Resources left = offered.minus(task);
 * }
 * }</pre>
 *
 * <p>Mesos: {@code class Resources} in {@code src/v1/resources.cpp}. Unlike there, invalid
 * resources are refused instead of dropped, and equal indivisible disks count as often as they
 * occur.
 */
public final class Resources implements Iterable<Resource> {

  private static final Resources EMPTY = new Resources(new Ledger(0));

  private final Ledger ledger;

  Resources(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Nothing. */
  public static Resources empty() {
    return EMPTY;
  }

  /**
   * The sum of {@code resources}, which may be in either reservation format. Empty ones vanish.
   *
   * @throws InvalidResourceException if one of them is invalid
   */
  public static Resources of(Resource... resources) {
    requireNonNull(resources, "resources");
    return of(Arrays.asList(resources));
  }

  /**
   * The sum of {@code resources}, which may be in either reservation format. Empty ones vanish.
   *
   * @throws InvalidResourceException if one of them is invalid
   */
  public static Resources of(Iterable<Resource> resources) {
    requireNonNull(resources, "resources");
    Accumulation sum = new Accumulation(resources instanceof List<Resource> list ? list.size() : 8);
    for (Resource resource : resources) {
      sum.add(entry(resource));
    }
    return sum.resources();
  }

  /**
   * Reads {@code cpus:4;mem:1024;ports:[31000-32000];disk(role):100;zones:{a,b}}, or a JSON array
   * of resources; what has no role is unreserved.
   *
   * @throws io.mesosjava.values.ValueFormatException if {@code text} is of neither form; it names
   *     the column
   * @throws InvalidResourceException if it states an invalid resource
   */
  public static Resources parse(String text) {
    requireNonNull(text, "text");
    return parse(text, "*");
  }

  /**
   * Reads text as {@link #parse(String)} does; what has no role is statically reserved to {@code
   * defaultRole}, unless that is {@code *}.
   */
  public static Resources parse(String text, String defaultRole) {
    requireNonNull(text, "text");
    requireNonNull(defaultRole, "defaultRole");
    return of(new ResourceReader(text, defaultRole).resources());
  }

  /** The sum of all {@code parts}, in time linear in their sizes. */
  public static Resources sum(Iterable<Resources> parts) {
    requireNonNull(parts, "parts");
    Accumulation sum = new Accumulation(16);
    for (Resources part : parts) {
      requireNonNull(part, "part");
      for (int i = 0; i < part.ledger.size(); i++) {
        sum.add(part.ledger.entry(i));
      }
    }
    return sum.resources();
  }

  /** The first rule that {@code resource} breaks; empty if it is valid. Zero scalars are valid. */
  public static Optional<Violation> violation(Resource resource) {
    requireNonNull(resource, "resource");
    return Optional.ofNullable(ResourceRules.check(resource));
  }

  /** The first rule that one of {@code resources} breaks; empty if all are valid. */
  public static Optional<Violation> violation(Iterable<Resource> resources) {
    requireNonNull(resources, "resources");
    for (Resource resource : resources) {
      Violation violation = ResourceRules.check(resource);
      if (violation != null) {
        return Optional.of(violation);
      }
    }
    return Optional.empty();
  }

  /** {@code resource} as Mesos prints it, for example {@code cpus(allocated: web):0.5}. */
  public static String text(Resource resource) {
    requireNonNull(resource, "resource");
    return ResourceText.of(resource);
  }

  /** These resources and {@code that}. */
  public Resources plus(Resources that) {
    requireNonNull(that, "that");
    if (that.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return that;
    }
    Ledger sum = ledger.copy(that.ledger.size());
    for (int i = 0; i < that.ledger.size(); i++) {
      sum.add(that.ledger.entry(i));
    }
    return new Resources(sum);
  }

  /**
   * These resources and {@code resource}.
   *
   * @throws InvalidResourceException if it is invalid
   */
  public Resources plus(Resource resource) {
    requireNonNull(resource, "resource");
    return plus(of(resource));
  }

  /**
   * These resources without {@code that}. Where there is less than is to be taken, nothing is left:
   * ask {@link #contains(Resources)} first. Indivisible disks are taken only whole.
   */
  public Resources minus(Resources that) {
    requireNonNull(that, "that");
    if (isEmpty() || that.isEmpty()) {
      return this;
    }
    Ledger left = ledger.copy(0);
    for (int i = 0; i < that.ledger.size(); i++) {
      left.subtract(that.ledger.entry(i));
    }
    return new Resources(left);
  }

  /**
   * These resources without {@code resource}; see {@link #minus(Resources)}.
   *
   * @throws InvalidResourceException if it is invalid
   */
  public Resources minus(Resource resource) {
    requireNonNull(resource, "resource");
    return minus(of(resource));
  }

  /** Whether {@code that} can be taken from these resources: all of it, at once. */
  public boolean contains(Resources that) {
    requireNonNull(that, "that");
    for (int i = 0; i < that.ledger.size(); i++) {
      Entry wanted = that.ledger.entry(i);
      int index = ledger.find(wanted);
      if (index < 0 || !ledger.entry(index).contains(wanted)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether {@code resource} can be taken from these resources.
   *
   * @throws InvalidResourceException if it is invalid
   */
  public boolean contains(Resource resource) {
    requireNonNull(resource, "resource");
    return contains(of(resource));
  }

  /**
   * Concrete resources that meet {@code wants}, and what is then left; empty if not all can be met.
   *
   * <p>Reservations of {@code wants} are a preference: each want is met first from resources of
   * just its kind, then from what is reserved to its role, then from unreserved resources, then
   * from any others, in order of the entries, and from several of them if one does not suffice.
   * Nothing is given twice. Everything else has to agree: name, type, disk, revocability, provider,
   * and the allocation where the want has one.
   *
   * <p>Mesos: {@code Resources::find}, which takes from one entry per preference only.
   */
  public Optional<Split> find(Resources wants) {
    requireNonNull(wants, "wants");
    return new Finder(ledger).find(wants.ledger);
  }

  /** As many ports as {@code request} asks for, and what is then left; empty if there are fewer. */
  public Optional<Split> find(PortRequest request) {
    requireNonNull(request, "request");
    return new Finder(ledger).find(request);
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return ledger.size() == 0;
  }

  /**
   * These resources, allocated to {@code role}.
   *
   * @throws IllegalArgumentException with the text of Mesos, if that is no valid role
   */
  public Resources allocate(String role) {
    requireNonNull(role, "role");
    Resource.AllocationInfo info =
        Resource.AllocationInfo.newBuilder().setRole(new Role(role).path()).build();
    return map(resource -> resource.toBuilder().setAllocationInfo(info).build());
  }

  /** These resources, allocated to no role. */
  public Resources unallocate() {
    return map(
        resource ->
            resource.hasAllocationInfo()
                ? resource.toBuilder().clearAllocationInfo().build()
                : resource);
  }

  /** The entries whose message passes {@code predicate}. */
  public Resources filter(Predicate<Resource> predicate) {
    requireNonNull(predicate, "predicate");
    Ledger kept = new Ledger(ledger.size());
    for (int i = 0; i < ledger.size(); i++) {
      if (predicate.test(ledger.entry(i).message())) {
        kept.add(ledger.entry(i));
      }
    }
    return kept.size() == ledger.size() ? this : new Resources(kept);
  }

  /** CPUs, fractions allowed; 0 if there are none. */
  public double cpus() {
    return scalar("cpus");
  }

  /** GPUs; 0 if there are none. */
  public double gpus() {
    return scalar("gpus");
  }

  /** Memory in megabytes; 0 if there is none. */
  public double mem() {
    return scalar("mem");
  }

  /** Disk in megabytes, volumes included; 0 if there is none. */
  public double disk() {
    return scalar("disk");
  }

  /** All ports. */
  public Ranges ports() {
    return ranges("ports");
  }

  /** The total of the scalars named {@code name}, copies of shared volumes counted once. */
  public double scalar(String name) {
    requireNonNull(name, "name");
    return Thousandths.toDouble(quantity(name));
  }

  BigInteger quantity(String name) {
    return totals().quantity(name);
  }

  /** The union of the ranges named {@code name}. */
  public Ranges ranges(String name) {
    requireNonNull(name, "name");
    return totals().ranges(name);
  }

  /** The union of the sets named {@code name}. */
  public Items items(String name) {
    requireNonNull(name, "name");
    return totals().items(name);
  }

  /** The names of all resources, in order. */
  public Set<String> names() {
    return totals().names();
  }

  /** The reserved resources by the role of the reservation in force. */
  public Map<String, Resources> reservations() {
    return totals().by(Where.reserved(), Where::reservationRole);
  }

  /** The allocated resources by the role they are allocated to. */
  public Map<String, Resources> allocations() {
    return totals()
        .by(Resource::hasAllocationInfo, message -> message.getAllocationInfo().getRole());
  }

  /**
   * Whether there is as much as {@code quantities} ask for, of whatever kind.
   *
   * @param quantities amounts by name; of ranges and sets, numbers of elements
   */
  public boolean contains(Quantities quantities) {
    requireNonNull(quantities, "quantities");
    return Quantities.of(this).contains(quantities);
  }

  /**
   * These resources with {@code reservation} on top of the reservations of each.
   *
   * @throws InvalidResourceException if that is not a refinement of what is there
   */
  public Resources pushReservation(Resource.ReservationInfo reservation) {
    requireNonNull(reservation, "reservation");
    return map(message -> valid(message.toBuilder().addReservations(reservation).build()));
  }

  /**
   * These resources without the topmost reservation of each: one level, not all.
   *
   * @throws IllegalStateException if one of them is not reserved
   */
  public Resources popReservation() {
    return map(
        message -> {
          if (message.getReservationsCount() == 0) {
            throw new IllegalStateException(ResourceText.of(message) + " is not reserved");
          }
          int top = message.getReservationsCount() - 1;
          return message.toBuilder().removeReservations(top).build();
        });
  }

  /** These resources without any reservations. */
  public Resources toUnreserved() {
    return map(message -> message.toBuilder().clearReservations().build());
  }

  /**
   * These resources as messages in post-refinement format: one per entry, and one per copy of what
   * is counted. Their sum is equal to these resources.
   */
  public List<Resource> messages() {
    List<Resource> messages = new ArrayList<>(ledger.size());
    for (int i = 0; i < ledger.size(); i++) {
      Entry entry = ledger.entry(i);
      for (int copy = 0; copy < entry.copies; copy++) {
        messages.add(entry.message());
      }
    }
    return List.copyOf(messages);
  }

  /**
   * These resources as messages in {@code format}.
   *
   * @throws IllegalArgumentException if a reservation is refined and {@code format} cannot say so
   */
  public List<Resource> messages(ReservationFormat format) {
    requireNonNull(format, "format");
    return messages().stream().map(format::convert).toList();
  }

  /**
   * These resources as a JSON array, which {@link #parse(String)} reads: nothing is lost, unlike in
   * {@link #toString}.
   */
  public String toJson() {
    return ResourceJson.write(messages());
  }

  @Override
  public Iterator<Resource> iterator() {
    return messages().iterator();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Resources that
            && ledger.size() == that.ledger.size()
            && contains(that)
            && that.contains(this));
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (int i = 0; i < ledger.size(); i++) {
      Entry entry = ledger.entry(i);
      hash += 31 * (31 * entry.identity.hashCode() + entry.amount.hashCode()) + entry.copies;
    }
    return hash;
  }

  /** The text of Mesos, for example {@code cpus(allocated: web):8; ports:[31000-32000]}. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner("; ").setEmptyValue("{}");
    for (int i = 0; i < ledger.size(); i++) {
      Entry entry = ledger.entry(i);
      String line = ResourceText.of(entry.message());
      if (entry.identity.isShared()) {
        text.add(line + "<" + entry.copies + ">");
      } else {
        for (int copy = 0; copy < entry.copies; copy++) {
          text.add(line);
        }
      }
    }
    return text.toString();
  }

  private Resources map(UnaryOperator<Resource> change) {
    Ledger changed = new Ledger(ledger.size());
    for (int i = 0; i < ledger.size(); i++) {
      Entry entry = ledger.entry(i);
      changed.add(Entry.of(change.apply(entry.message())).withCopies(entry.copies));
    }
    return new Resources(changed);
  }

  /** The one role that all these resources are allocated to; null if there is none. */
  @Nullable String soleAllocation() {
    String role = isEmpty() ? null : ledger.entry(0).identity.allocation();
    for (int i = 1; role != null && i < ledger.size(); i++) {
      role = role.equals(ledger.entry(i).identity.allocation()) ? role : null;
    }
    return role;
  }

  /** A copy to work on: what is done to it does not touch these resources. */
  Ledger toLedger() {
    return ledger.copy(0);
  }

  int size() {
    return ledger.size();
  }

  Entry entry(int index) {
    return ledger.entry(index);
  }

  void forEachEntry(Consumer<Entry> action) {
    for (int i = 0; i < ledger.size(); i++) {
      action.accept(ledger.entry(i));
    }
  }

  private Totals totals() {
    return new Totals(ledger);
  }

  private static Entry entry(Resource resource) {
    return Entry.of(ReservationFormat.POST_REFINEMENT.convert(valid(resource)));
  }

  private static Resource valid(Resource resource) {
    Violation violation = ResourceRules.check(resource);
    if (violation != null) {
      throw new InvalidResourceException(violation);
    }
    return resource;
  }
}
