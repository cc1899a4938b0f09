package io.mesosjava.framework.offer;

import io.mesosjava.resources.PortRequest;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Resource.DiskInfo;
import io.mesosjava.v1.Value;
import io.mesosjava.values.Ranges;
import io.mesosjava.values.Thousandths;
import org.jspecify.annotations.Nullable;

/**
 * What has to agree, at least, for one resource to serve as another; used to rule out agents before
 * the exact search. Reservations do not count, for any may be used.
 *
 * @param special for disks with a source or a volume, and for resources of a provider: what tells
 *     them apart; null for what is plain
 */
record Kind(String name, Value.Type type, boolean revocable, @Nullable String special) {

  static final Kind CPUS = new Kind("cpus", Value.Type.SCALAR, false, null);
  static final Kind MEM = new Kind("mem", Value.Type.SCALAR, false, null);
  static final Kind PORTS = new Kind("ports", Value.Type.RANGES, false, null);

  static Kind of(Resource resource) {
    return new Kind(
        resource.getName(), resource.getType(), resource.hasRevocable(), special(resource));
  }

  private static @Nullable String special(Resource resource) {
    if (resource.hasDisk()) {
      DiskInfo disk = resource.getDisk();
      return disk.hasPersistence()
          ? "volume " + disk.getPersistence().getId()
          : "source " + disk.getSource().getType();
    }
    return resource.hasProviderId() ? "provider " + resource.getProviderId().getValue() : null;
  }

  /** Thousandths of a scalar, the number of elements of ranges and sets. */
  static long amount(Resource resource) {
    return switch (resource.getType()) {
      case SCALAR -> Thousandths.of(resource.getScalar().getValue());
      case RANGES -> Ranges.of(resource.getRanges()).size();
      case SET -> resource.getSet().getItemCount();
      case TEXT -> 0;
    };
  }

  static long amount(PortRequest request) {
    return request.count();
  }

  /** The sum; {@link Long#MAX_VALUE} stands for that much or more. */
  static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  /** {@code amount} in the unit of users. */
  double shown(long amount) {
    return type == Value.Type.SCALAR ? Thousandths.toDouble(amount) : amount;
  }
}
