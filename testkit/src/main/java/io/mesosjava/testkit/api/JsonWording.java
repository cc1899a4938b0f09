package io.mesosjava.testkit.api;

import io.mesosjava.codec.DecodeException;

/** What Mesos says of JSON that it cannot take. */
final class JsonWording {

  private JsonWording() {}

  static String of(DecodeException problem) {
    return "Failed to convert JSON into Call protobuf: " + problem.getMessage();
  }
}
