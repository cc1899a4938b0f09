package io.mesosjava.resources;

import static java.util.Objects.requireNonNull;

import io.mesosjava.resources.Violation.Reason;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Resource.DiskInfo;
import io.mesosjava.v1.Value;
import io.mesosjava.values.Thousandths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a resource is valid, in the order and words of the master.
 *
 * <p>Mesos: {@code Resources::validate} in {@code src/common/resources.cpp}. One difference: ranges
 * that overlap are found in whatever order they come.
 */
final class ResourceRules {

  private ResourceRules() {}

  /** The first rule that {@code resource}, in either reservation format, breaks. */
  static @Nullable Violation check(Resource resource) {
    requireNonNull(resource, "resource");
    if (resource.getName().isEmpty()) {
      return violation(Reason.NAME, resource, "Empty resource name");
    }
    Violation violation = checkValue(resource);
    if (violation == null && resource.hasDisk()) {
      violation = checkDisk(resource);
    }
    if (violation == null) {
      violation = ReservationRules.check(resource);
    }
    return violation == null && resource.hasShared() ? checkShared(resource) : violation;
  }

  static Violation violation(Reason reason, Resource resource, String detail) {
    return new Violation(reason, resource, detail);
  }

  private static @Nullable Violation checkValue(Resource resource) {
    return switch (resource.getType()) {
      case SCALAR -> checkScalar(resource);
      case RANGES -> checkRanges(resource);
      case SET -> checkSet(resource);
      case TEXT -> violation(Reason.TYPE, resource, "Unsupported resource type");
    };
  }

  private static @Nullable Violation checkScalar(Resource resource) {
    if (!resource.hasScalar() || resource.hasRanges() || resource.hasSet()) {
      return violation(Reason.SCALAR, resource, "Invalid scalar resource");
    }
    double value = resource.getScalar().getValue();
    // Zero is valid, and everything else that rounds to zero or less is not: so the master decides.
    return value != 0 && Thousandths.of(value) <= 0
        ? violation(Reason.SCALAR, resource, "Invalid scalar resource: value <= 0")
        : null;
  }

  private static @Nullable Violation checkRanges(Resource resource) {
    if (resource.hasScalar() || !resource.hasRanges() || resource.hasSet()) {
      return violation(Reason.RANGES, resource, "Invalid ranges resource");
    }
    boolean ascending = true;
    long lastEnd = 0;
    for (int i = 0; i < resource.getRanges().getRangeCount(); i++) {
      Value.Range range = resource.getRanges().getRange(i);
      if (Long.compareUnsigned(range.getBegin(), range.getEnd()) > 0) {
        return violation(Reason.RANGES, resource, "Invalid ranges resource: begin > end");
      }
      ascending &= i == 0 || Long.compareUnsigned(lastEnd, range.getBegin()) < 0;
      lastEnd = range.getEnd();
    }
    return !ascending && overlap(resource.getRanges().getRangeList())
        ? violation(Reason.RANGES, resource, "Invalid ranges resource: overlapping ranges")
        : null;
  }

  private static boolean overlap(List<Value.Range> ranges) {
    List<Value.Range> sorted = new ArrayList<>(ranges);
    sorted.sort((a, b) -> Long.compareUnsigned(a.getBegin(), b.getBegin()));
    for (int i = 1; i < sorted.size(); i++) {
      if (Long.compareUnsigned(sorted.get(i).getBegin(), sorted.get(i - 1).getEnd()) <= 0) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Violation checkSet(Resource resource) {
    if (resource.hasScalar() || resource.hasRanges() || !resource.hasSet()) {
      return violation(Reason.SET, resource, "Invalid set resource");
    }
    List<String> items = resource.getSet().getItemList();
    return items.size() > 1 && new HashSet<>(items).size() < items.size()
        ? violation(Reason.SET, resource, "Invalid set resource: duplicated elements")
        : null;
  }

  private static @Nullable Violation checkDisk(Resource resource) {
    if (!resource.getName().equals("disk")) {
      String detail = "DiskInfo should not be set for " + resource.getName() + " resource";
      return violation(Reason.DISK, resource, detail);
    }
    if (!resource.getDisk().hasSource()) {
      return null;
    }
    DiskInfo.Source source = resource.getDisk().getSource();
    return switch (source.getType()) {
      case PATH, MOUNT -> null;
      case BLOCK, RAW -> {
        String kind = source.getType() + " disk source";
        if (source.hasMount()) {
          yield violation(Reason.DISK, resource, "Mount should not be set for " + kind);
        }
        yield source.hasPath()
            ? violation(Reason.DISK, resource, "Path should not be set for " + kind)
            : null;
      }
      case UNKNOWN -> {
        String text = ResourceText.of(source);
        yield violation(
            Reason.DISK, resource, "Unsupported 'DiskInfo.Source.Type' in '" + text + "'");
      }
    };
  }

  private static @Nullable Violation checkShared(Resource resource) {
    if (!resource.getName().equals("disk")) {
      String detail = "Resource " + resource.getName() + " cannot be shared";
      return violation(Reason.SHARED, resource, detail);
    }
    return resource.getDisk().hasPersistence()
        ? null
        : violation(Reason.SHARED, resource, "Only persistent volumes can be shared");
  }
}
