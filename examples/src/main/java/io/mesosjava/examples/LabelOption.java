package io.mesosjava.examples;

import io.mesosjava.v1.Label;
import picocli.CommandLine.ITypeConverter;

/** A label as mesos-go's flag takes it: {@code key=value}, {@code key:value}, or a key alone. */
final class LabelOption implements ITypeConverter<Label> {

  @Override
  public Label convert(String text) {
    String[] parts = text.split("[=:]", 2);
    Label.Builder label = Label.newBuilder().setKey(parts[0]);
    if (parts.length == 2) {
      label.setValue(parts[1]);
    }
    return label.build();
  }
}
