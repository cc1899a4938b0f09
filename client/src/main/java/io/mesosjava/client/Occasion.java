package io.mesosjava.client;

/** What a call has to do with a subscription: the same answer means different things. */
enum Occasion {
  /** It is the SUBSCRIBE. */
  SUBSCRIBING,
  /** It belongs to a subscription. */
  SUBSCRIBED,
  /** Nothing. */
  ALONE
}
