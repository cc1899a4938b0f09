/**
 * The resource algebra: what agents have, offers hold and tasks take, with the arithmetic of Mesos.
 *
 * <p>Start at {@link io.mesosjava.resources.Resources}. Everything here is immutable and free of
 * global state. Inside, reservations are always a stack ({@code Resource.reservations}, the
 * post-refinement format); {@link io.mesosjava.resources.ReservationFormat} converts at the edge.
 *
 * <p>Units: cpus and gpus are counts (cpus may be fractional), mem and disk are megabytes.
 *
 * <p>Null, where nothing says {@code @Nullable}, is refused with a {@link NullPointerException}
 * that names the parameter.
 */
@NullMarked
package io.mesosjava.resources;

import org.jspecify.annotations.NullMarked;
