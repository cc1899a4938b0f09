package io.mesosjava.schema;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schemas of the nine v1 API files as the official {@code org.apache.mesos:mesos:1.11.0} jar
 * carries them: the descriptors inside its generated classes, read into this build's protobuf.
 */
final class OfficialSchemas {

  private static final List<org.apache.mesos.protobuf.Descriptors.FileDescriptor> FILES =
      List.of(
          org.apache.mesos.v1.Protos.getDescriptor(),
          org.apache.mesos.v1.allocator.Protos.getDescriptor(),
          org.apache.mesos.v1.maintenance.Protos.getDescriptor(),
          org.apache.mesos.v1.quota.Protos.getDescriptor(),
          org.apache.mesos.v1.scheduler.Protos.getDescriptor(),
          org.apache.mesos.v1.executor.Protos.getDescriptor(),
          org.apache.mesos.v1.agent.Protos.getDescriptor(),
          org.apache.mesos.v1.master.Protos.getDescriptor(),
          org.apache.mesos.v1.resource_provider.Protos.getDescriptor());

  private OfficialSchemas() {}

  /** The files by their path, each after those it imports. */
  static Map<String, FileDescriptorProto> load() {
    Map<String, FileDescriptorProto> schemas = new LinkedHashMap<>();
    for (org.apache.mesos.protobuf.Descriptors.FileDescriptor file : FILES) {
      schemas.put(file.getName(), parse(file.toProto().toByteArray()));
    }
    return schemas;
  }

  private static FileDescriptorProto parse(byte[] bytes) {
    try {
      return FileDescriptorProto.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the official jar holds an unreadable descriptor", e);
    }
  }
}
