package io.mesosjava.testkit.master;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Value;
import java.util.List;
import java.util.TreeSet;

/** How much there is of each scalar, whatever it is reserved or allocated for. */
final class RoleTotals {

  private RoleTotals() {}

  static List<Resource> of(Resources resources) {
    TreeSet<String> names = new TreeSet<>();
    for (Resource resource : resources) {
      if (resource.getType() == Value.Type.SCALAR) {
        names.add(resource.getName());
      }
    }
    return names.stream().map(name -> quantity(name, resources.scalar(name))).toList();
  }

  private static Resource quantity(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }
}
