package io.mesosjava.client;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import java.util.Set;

/**
 * What is particular to an operator API.
 *
 * @param rules what its calls must hold
 * @param streams types of calls that open a stream, and are not sent as others are
 * @param waiting types of calls that are answered when something has happened
 * @param noAnswer an answer without content
 */
record OperatorApi<C extends Message, R extends Message>(
    CallRules<C, ?> rules, Set<String> streams, Set<String> waiting, R noAnswer) {

  /** The type of call that {@code answer} says it answers. */
  String typeOf(R answer) {
    Object type = answer.getField(noAnswer.getDescriptorForType().findFieldByName("type"));
    return ((EnumValueDescriptor) type).getName();
  }
}
