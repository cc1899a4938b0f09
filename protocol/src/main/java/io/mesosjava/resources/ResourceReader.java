package io.mesosjava.resources;

import io.mesosjava.roles.Role;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Resource.ReservationInfo;
import io.mesosjava.v1.Value;
import io.mesosjava.values.Items;
import io.mesosjava.values.Ranges;
import io.mesosjava.values.Thousandths;
import io.mesosjava.values.ValueFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads resources from the text of Mesos' {@code --resources} flag: {@code name(role):value;...},
 * or a JSON array.
 *
 * <p>Mesos: {@code Resources::fromSimpleString} in {@code src/v1/resources.cpp}. Unlike there, a
 * text that repeats an item or overlaps ranges in one value is refused.
 */
final class ResourceReader {

  private static final Pattern SCALAR =
      Pattern.compile("[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?|[0-9]+\\.");

  private static final Pattern HEAD =
      Pattern.compile("\\s*([^(:\\s][^(:]*?)\\s*(\\(([^()]*)\\))?\\s*");

  private final String text;
  private final String defaultRole;

  ResourceReader(String text, String defaultRole) {
    this.text = text;
    this.defaultRole = defaultRole;
  }

  List<Resource> resources() {
    if (ResourceJson.isMeantBy(text)) {
      return ResourceJson.read(text).stream().map(this::withDefaultRole).toList();
    }
    List<Resource> resources = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int semicolon = text.indexOf(';', start);
      int end = semicolon < 0 ? text.length() : semicolon;
      if (!text.substring(start, end).isBlank()) {
        resources.add(resource(start, end));
      }
      start = end + 1;
    }
    return resources;
  }

  @SuppressWarnings("deprecation") // Resource.role is deprecated, and files still state it.
  private Resource withDefaultRole(Resource resource) {
    return resource.hasRole() || resource.getReservationsCount() > 0
        ? resource
        : resource.toBuilder().setRole(defaultRole).build();
  }

  private Resource resource(int start, int end) {
    int colon = text.indexOf(':', start);
    if (colon < 0 || colon >= end) {
      throw new ValueFormatException("expected ':' after a resource name", end + 1);
    }
    Matcher head = HEAD.matcher(text).region(start, colon);
    if (!head.matches()) {
      throw new ValueFormatException("expected name or name(role) before ':'", start + 1);
    }
    Resource.Builder resource = Resource.newBuilder().setName(head.group(1));
    String role = head.group(3) == null ? defaultRole : head.group(3).strip();
    if (!role.equals(Role.STAR)) {
      resource.addReservations(
          ReservationInfo.newBuilder().setType(ReservationInfo.Type.STATIC).setRole(role));
    }
    readValue(resource, colon + 1, end);
    return resource.build();
  }

  private void readValue(Resource.Builder resource, int start, int end) {
    String value = text.substring(start, end);
    String bare = value.strip();
    if (!bare.startsWith("[") && !bare.startsWith("{")) {
      resource.setType(Value.Type.SCALAR).setScalar(scalar(bare, start));
      return;
    }
    try {
      if (bare.startsWith("[")) {
        resource.setType(Value.Type.RANGES).setRanges(Ranges.parse(value).toMessage());
      } else {
        resource.setType(Value.Type.SET).setSet(Items.parse(value).toMessage());
      }
    } catch (ValueFormatException e) {
      throw e.shiftedBy(start);
    }
  }

  static Value.Scalar scalar(String value, int offset) {
    if (!SCALAR.matcher(value).matches()) {
      throw new ValueFormatException(
          "expected a number from 0 up, [ranges] or {items}, not '" + value + "'", offset + 1);
    }
    double number = Double.parseDouble(value);
    if (Thousandths.of(number) < 0) {
      throw new ValueFormatException("number too large: '" + value + "'", offset + 1);
    }
    return Value.Scalar.newBuilder().setValue(number).build();
  }
}
