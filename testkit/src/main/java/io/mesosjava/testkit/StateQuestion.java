package io.mesosjava.testkit;

import io.mesosjava.codec.Codec;
import io.mesosjava.codec.DecodeException;
import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.Header;
import io.mesosjava.testkit.http.RecordStream;
import io.mesosjava.testkit.http.Request;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.v1.master.Call;
import io.mesosjava.v1.master.Response.GetState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** GET_STATE, asked of a master from inside: what it answers is what operators see. */
final class StateQuestion implements Exchange {

  // In protobuf a master leaves out the tasks of frameworks that are gone.
  private static final Codec CODEC = Codec.json();

  private static final String MEDIA_TYPE = CODEC.mediaType();

  private static final Request REQUEST =
      new Request(
          "POST",
          "/api/v1",
          "",
          List.of(new Header("Content-Type", MEDIA_TYPE), new Header("Accept", MEDIA_TYPE)),
          CODEC.encode(Call.newBuilder().setType(Call.Type.GET_STATE).build()));

  private @Nullable Response answer;

  private StateQuestion() {}

  /** To be called on the stage. */
  static GetState ask(RequestHandler master) {
    StateQuestion question = new StateQuestion();
    master.handle(question);
    Response answer = question.answer;
    if (answer == null || answer.status() != 200) {
      return GetState.getDefaultInstance();
    }
    try {
      return CODEC
          .decoder(io.mesosjava.v1.master.Response.getDefaultInstance())
          .decode(answer.body())
          .getGetState();
    } catch (DecodeException e) {
      throw new IllegalStateException("the master answered GET_STATE with what is none", e);
    }
  }

  @Override
  public Request request() {
    return REQUEST;
  }

  @Override
  public void respond(Response response) {
    answer = response;
  }

  @Override
  public RecordStream stream(Response head) {
    throw new IllegalStateException("GET_STATE is not answered with a stream");
  }
}
