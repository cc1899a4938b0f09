package io.mesosjava.contract;

import io.mesosjava.attributes.Attributes;
import io.mesosjava.attributes.OfferConstraintFilter;
import io.mesosjava.resources.Limits;
import io.mesosjava.resources.PortRequest;
import io.mesosjava.resources.Quantities;
import io.mesosjava.resources.ReservationFormat;
import io.mesosjava.resources.ResourceBuilder;
import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Violation;
import io.mesosjava.roles.Role;
import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.Label;
import io.mesosjava.v1.Labels;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.scheduler.OfferConstraints;
import io.mesosjava.values.Items;
import io.mesosjava.values.LabelBag;
import io.mesosjava.values.Range;
import io.mesosjava.values.Ranges;
import io.mesosjava.values.ValueFormatException;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** A valid argument of every type that the public API takes. */
final class Samples {

  private static final Resource CPUS = ResourceBuilder.cpus(1).build();

  private static final Map<Class<?>, Object> ALL = new HashMap<>();

  static {
    add(0, 1, 1L, 0.5, true, "a", new byte[0], new String[0], new long[0]);
    add(CPUS, Value.Set.getDefaultInstance(), Value.Ranges.getDefaultInstance());
    add(Labels.getDefaultInstance(), Label.getDefaultInstance(), AgentInfo.getDefaultInstance());
    add(OfferConstraints.getDefaultInstance(), Offer.Operation.getDefaultInstance());
    add(
        Resource.ReservationInfo.getDefaultInstance(),
        Resource.DiskInfo.Source.getDefaultInstance());
    add(Resources.empty(), Quantities.empty(), Limits.none(), PortRequest.any(1));
    add(ResourceBuilder.cpus(1), Ranges.empty(), Items.empty(), new Range(1, 1), new Role("a"));
    add(LabelBag.of(Labels.getDefaultInstance()), Attributes.parse("a:b"));
    add(OfferConstraintFilter.of(OfferConstraints.getDefaultInstance()));
    add(Attributes.parse("a:b").messages().get(0), new ValueFormatException("a", 1));
    add(new Violation(Violation.Reason.NAME, CPUS, "a"), Duration.ZERO, Pattern.compile("a"));
    ALL.put(Resource[].class, new Resource[0]);
    ALL.put(Iterable.class, List.of());
    ALL.put(Collection.class, List.of());
    ALL.put(List.class, List.of());
    ALL.put(Set.class, Set.of());
    ALL.put(Map.class, Map.of());
    ALL.put(Optional.class, Optional.empty());
    ALL.put(LongStream.class, LongStream.empty());
    ALL.put(Predicate.class, (Predicate<Object>) any -> true);
    ALL.put(ReservationFormat.class, ReservationFormat.ENDPOINT);
  }

  private Samples() {}

  private static void add(Object... samples) {
    for (Object sample : samples) {
      Class<?> type = sample.getClass();
      ALL.put(MethodType.methodType(type).unwrap().returnType(), sample);
    }
  }

  static Object of(Class<?> type) {
    Object sample = ALL.get(type);
    if (sample == null && type.isEnum()) {
      sample = type.getEnumConstants()[0];
    }
    if (sample == null) {
      throw new AssertionError("add a sample of " + type);
    }
    return sample;
  }
}
