package io.mesosjava.resources;

import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Resource.DiskInfo;
import io.mesosjava.v1.Resource.ReservationInfo;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.Volume;
import io.mesosjava.values.LabelBag;
import io.mesosjava.values.Thousandths;
import java.util.StringJoiner;

/**
 * Resources as a Mesos master prints them, character by character: its error messages hold them.
 * Works on invalid resources too, for they are what most messages are about.
 *
 * <p>Mesos: {@code operator<<} in {@code src/common/resources.cpp}.
 */
final class ResourceText {

  private ResourceText() {}

  static String of(Resource resource) {
    StringBuilder text = new StringBuilder(resource.getName());
    if (resource.hasAllocationInfo()) {
      text.append("(allocated: ").append(resource.getAllocationInfo().getRole()).append(')');
    }
    if (resource.getReservationsCount() > 0) {
      StringJoiner levels = new StringJoiner(",", "(reservations: [", "])");
      resource.getReservationsList().forEach(level -> levels.add("(" + of(level) + ")"));
      text.append(levels);
    }
    if (resource.hasDisk()) {
      text.append('[').append(of(resource.getDisk())).append(']');
    }
    text.append(resource.hasRevocable() ? "{REV}" : "");
    text.append(resource.hasShared() ? "<SHARED>" : "");
    return text.append(':').append(value(resource)).toString();
  }

  private static String of(ReservationInfo level) {
    return level.getType()
        + ","
        + level.getRole()
        + (level.hasPrincipal() ? "," + level.getPrincipal() : "")
        + (level.hasLabels() ? "," + LabelBag.text(level.getLabels()) : "");
  }

  private static String of(DiskInfo disk) {
    StringBuilder text = new StringBuilder();
    if (disk.hasSource()) {
      text.append(of(disk.getSource()));
    }
    if (disk.hasPersistence()) {
      text.append(disk.hasSource() ? "," : "").append(disk.getPersistence().getId());
    }
    if (disk.hasVolume()) {
      text.append(':').append(of(disk.getVolume()));
    }
    return text.toString();
  }

  static String of(DiskInfo.Source source) {
    String details = "";
    if (source.hasId() || source.hasProfile()) {
      details = "(" + source.getVendor() + "," + source.getId() + "," + source.getProfile() + ")";
    } else if (source.getType() == DiskInfo.Source.Type.MOUNT && source.getMount().hasRoot()) {
      details = ":" + source.getMount().getRoot();
    } else if (source.getType() == DiskInfo.Source.Type.PATH && source.getPath().hasRoot()) {
      details = ":" + source.getPath().getRoot();
    }
    return source.getType() == DiskInfo.Source.Type.UNKNOWN
        ? "UNKNOWN"
        : source.getType() + details;
  }

  private static String of(Volume volume) {
    if (!volume.hasHostPath()) {
      return volume.getContainerPath();
    }
    String mode = volume.hasMode() ? (volume.getMode() == Volume.Mode.RO ? ":ro" : ":rw") : "";
    return volume.getHostPath() + ":" + volume.getContainerPath() + mode;
  }

  private static String value(Resource resource) {
    return switch (resource.getType()) {
      case SCALAR -> Thousandths.text(Thousandths.of(resource.getScalar().getValue()));
      case RANGES -> {
        // As given: an invalid list of ranges is shown with its mistakes.
        StringJoiner ranges = new StringJoiner(", ", "[", "]");
        for (Value.Range range : resource.getRanges().getRangeList()) {
          ranges.add(
              Long.toUnsignedString(range.getBegin())
                  + "-"
                  + Long.toUnsignedString(range.getEnd()));
        }
        yield ranges.toString();
      }
      case SET -> "{" + String.join(", ", resource.getSet().getItemList()) + "}";
      case TEXT -> "TEXT";
    };
  }
}
