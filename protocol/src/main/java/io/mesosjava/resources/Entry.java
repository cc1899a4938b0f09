package io.mesosjava.resources;

import io.mesosjava.v1.Resource;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@link Resources}: an identity, an amount and, for what is counted, the number of
 * copies (otherwise 1). Immutable; the message is made when first asked for.
 */
final class Entry {

  final Identity identity;
  final Amount amount;
  final int copies;
  private final Resource template;
  private final int hash;

  /** Volatile, because a generated message is not safe to be seen half made. */
  private volatile @Nullable Resource message;

  private Entry(Identity identity, Amount amount, int copies, Resource template) {
    this.identity = identity;
    this.amount = amount;
    this.copies = copies;
    this.template = template;
    hash =
        identity.isCountable()
            ? Identity.mix(identity.hashCode(), amount.hashCode())
            : identity.hashCode();
  }

  /** The entry of a valid {@code resource} in post-refinement format. */
  static Entry of(Resource resource) {
    return new Entry(Identity.of(resource), Amount.of(resource), 1, resource);
  }

  /** Whether this entry and {@code that} are one line: they add up and subtract. */
  boolean matches(Entry that) {
    return hash == that.hash
        && identity.equals(that.identity)
        && (!identity.isCountable() || amount.equals(that.amount));
  }

  /** Agrees with {@link #matches}. */
  int matchHash() {
    return hash;
  }

  boolean isEmpty() {
    return copies <= 0 || amount.isEmpty();
  }

  boolean contains(Entry matching) {
    return identity.isCountable() ? copies >= matching.copies : amount.contains(matching.amount);
  }

  Entry plus(Entry matching) {
    try {
      return identity.isCountable()
          ? withCopies(Math.addExact(copies, matching.copies))
          : withAmount(amount.plus(matching.amount));
    } catch (ArithmeticException e) {
      throw tooLarge(matching, e);
    }
  }

  private static InvalidResourceException tooLarge(Entry entry, ArithmeticException cause) {
    Violation violation =
        new Violation(
            Violation.Reason.SCALAR,
            entry.message(),
            "the sum of '" + entry.identity.name() + "' is too large");
    InvalidResourceException e = new InvalidResourceException(violation);
    e.initCause(cause);
    return e;
  }

  Entry minus(Entry matching) {
    return identity.isCountable()
        ? withCopies(copies - matching.copies)
        : withAmount(amount.minus(matching.amount));
  }

  /** What there is of {@code wanted}, which is of the same type: at most that much, or none. */
  Entry common(Entry wanted) {
    return identity.isCountable()
        ? withCopies(Math.min(copies, wanted.copies))
        : withAmount(amount.common(wanted.amount));
  }

  /**
   * How much there is, in thousandths; of ranges and sets, thousand times their number of elements.
   * Copies of a shared volume are the same megabytes and count once. Exact, for the elements of
   * ranges can be more than a {@code long} tells.
   */
  BigInteger quantity() {
    BigInteger one = amount.quantity();
    return identity.isShared() ? one : one.multiply(BigInteger.valueOf(copies));
  }

  Entry withCopies(int count) {
    return new Entry(identity, amount, count, template);
  }

  Entry withAmount(Amount changed) {
    return new Entry(identity, changed, copies, template);
  }

  /** This entry as a message: one copy. */
  Resource message() {
    Resource known = message;
    if (known == null) {
      known = template;
      if (!amount.isStatedBy(template)) {
        Resource.Builder builder = template.toBuilder();
        amount.stateIn(builder);
        known = builder.build();
      }
      message = known;
    }
    return known;
  }
}
