package io.mesosjava.attributes;

import java.util.List;

/** A parsed regular expression. */
sealed interface RegexNode {

  /** How many instructions this takes, about as RE2 counts them; saturates far above any limit. */
  long size();

  /** How often the most repeated part of this is repeated, nested repetitions multiplied. */
  default long copies() {
    return 1;
  }

  /** A place without width. */
  enum Place {
    TEXT_START,
    TEXT_END,
    LINE_START,
    LINE_END,
    WORD_EDGE,
    NO_WORD_EDGE
  }

  /** Matches the empty text where {@code place} holds. */
  record At(Place place) implements RegexNode {
    @Override
    public long size() {
      return 1;
    }
  }

  /** One character of a set. */
  record One(CharSet set) implements RegexNode {
    @Override
    public long size() {
      return set.size();
    }
  }

  /** All of {@code parts} in turn; none for the empty text. */
  record Sequence(List<RegexNode> parts) implements RegexNode {
    @Override
    public long size() {
      return saturated(parts.stream().mapToLong(RegexNode::size).sum());
    }

    @Override
    public long copies() {
      return most(parts);
    }
  }

  /** One of {@code branches}. */
  record Choice(List<RegexNode> branches) implements RegexNode {
    @Override
    public long size() {
      return saturated(branches.stream().mapToLong(RegexNode::size).sum() + branches.size() - 1);
    }

    @Override
    public long copies() {
      return most(branches);
    }
  }

  /** A part in parentheses that is captured: two instructions that matter to nobody here. */
  record Capture(RegexNode part) implements RegexNode {
    @Override
    public long size() {
      return saturated(part.size() + 2);
    }

    @Override
    public long copies() {
      return part.copies();
    }
  }

  /** {@code part} from {@code min} to {@code max} times; -1 is without end. */
  record Repeat(RegexNode part, int min, int max) implements RegexNode {
    @Override
    public long size() {
      long copies = max < 0 ? Math.max(min, 1) : max;
      return saturated(part.size() * copies + (max < 0 ? 1 : max - min));
    }

    @Override
    public long copies() {
      return saturated(part.copies() * Math.max(1, Math.max(min, max)));
    }
  }

  /** The empty text. */
  static RegexNode empty() {
    return new Sequence(List.of());
  }

  private static long most(List<RegexNode> nodes) {
    return nodes.stream().mapToLong(RegexNode::copies).max().orElse(1);
  }

  private static long saturated(long size) {
    return Math.min(size, Integer.MAX_VALUE);
  }
}
