package io.mesosjava.resources;

import io.mesosjava.v1.Resource.DiskInfo;
import io.mesosjava.values.LabelBag;
import org.jspecify.annotations.Nullable;

/**
 * What makes two disks equal: the source with all it says, and the id of the persistent volume. How
 * a volume is mounted ({@code DiskInfo.volume}) and who created it do not matter.
 */
record DiskIdentity(@Nullable Source source, @Nullable String persistenceId) {

  /** The parts of a source; an absent root and an absent path are different things. */
  record Source(
      DiskInfo.Source.Type type,
      @Nullable Place path,
      @Nullable Place mount,
      @Nullable String vendor,
      @Nullable String id,
      @Nullable LabelBag metadata,
      @Nullable String profile) {

    static Source of(DiskInfo.Source info) {
      return new Source(
          info.getType(),
          info.hasPath() ? root(info.getPath().hasRoot(), info.getPath().getRoot()) : null,
          info.hasMount() ? root(info.getMount().hasRoot(), info.getMount().getRoot()) : null,
          info.hasVendor() ? info.getVendor() : null,
          info.hasId() ? info.getId() : null,
          info.hasMetadata() ? LabelBag.of(info.getMetadata()) : null,
          info.hasProfile() ? info.getProfile() : null);
    }

    private static Place root(boolean present, String root) {
      return new Place(present ? root : null);
    }
  }

  /** A path or mount, with the root where it is stated. */
  record Place(@Nullable String root) {}

  static DiskIdentity of(DiskInfo info) {
    return new DiskIdentity(
        info.hasSource() ? Source.of(info.getSource()) : null,
        info.hasPersistence() ? info.getPersistence().getId() : null);
  }

  /**
   * Whether such a disk is one thing that is neither split nor joined: a MOUNT or BLOCK disk, a RAW
   * disk with an id, and every persistent volume.
   */
  boolean isIndivisible() {
    if (persistenceId != null) {
      return true;
    }
    if (source == null) {
      return false;
    }
    return switch (source.type()) {
      case MOUNT, BLOCK -> true;
      case RAW -> source.id() != null;
      case PATH, UNKNOWN -> false;
    };
  }
}
