package io.mesosjava.testkit.link;

/**
 * Between a sender and a receiver: decides what becomes of each message. The one wire of a healthy
 * cluster puts every message on the stage; faults are other wires around it.
 */
@FunctionalInterface
public interface Wire {

  /**
   * Carries one message.
   *
   * @param letter what it says
   * @param delivery hands the message to its receiver; to be run on the stage, any number of times
   */
  void carry(Letter letter, Runnable delivery);
}
