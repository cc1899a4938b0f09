package io.mesosjava.testkit.master;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.v1.master.Call;
import io.mesosjava.v1.master.Response;

/** The one file of the master: its log. */
final class FileCalls {

  /** Mesos reads sixteen pages at most. */
  private static final long MOST = 16 * 4096L;

  private final MasterLog log;

  FileCalls(MasterLog log) {
    this.log = log;
  }

  Response.ListFiles list(Call.ListFiles call) throws Refusal {
    requireLog(call.getPath());
    return Response.ListFiles.getDefaultInstance();
  }

  Response.ReadFile read(Call.ReadFile call) throws Refusal {
    requireLog(call.getPath());
    long length = call.hasLength() ? call.getLength() : MOST;
    long bounded = Long.compareUnsigned(length, MOST) > 0 ? MOST : length;
    return Response.ReadFile.newBuilder()
        .setSize(log.size())
        .setData(ByteString.copyFrom(log.read(call.getOffset(), bounded)))
        .build();
  }

  private static void requireLog(String path) throws Refusal {
    if (!path.equals(MasterLog.PATH)) {
      throw Refusal.silent(404);
    }
  }
}
