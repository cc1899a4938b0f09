/**
 * Offers: holding them, asking for more or fewer, and matching tasks to them.
 *
 * <p>Three pieces that know nothing of each other's insides: {@link
 * io.mesosjava.framework.offer.OfferPool} holds what the master has offered, {@link
 * io.mesosjava.framework.offer.OfferDemand} decides when to suppress and revive, and {@link
 * io.mesosjava.framework.offer.Matching} finds places for tasks and says why there is none.
 */
@NullMarked
package io.mesosjava.framework.offer;

import org.jspecify.annotations.NullMarked;
