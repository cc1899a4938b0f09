package io.mesosjava.codec;

import com.google.protobuf.Message;

/** The check that every codec makes before it writes. */
final class RequiredFields {

  private RequiredFields() {}

  static void check(Message message) {
    if (!message.isInitialized() && !UnknownValues.areAllThatIsMissing(message)) {
      throw new IllegalArgumentException(
          message.getDescriptorForType().getFullName()
              + ": missing required fields: "
              + String.join(", ", message.findInitializationErrors()));
    }
  }
}
