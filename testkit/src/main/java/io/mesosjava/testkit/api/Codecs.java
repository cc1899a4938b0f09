package io.mesosjava.testkit.api;

import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.http.Accept;
import io.mesosjava.testkit.http.Request;
import java.util.List;
import java.util.Optional;

/** The forms in which messages travel, in the order in which Mesos prefers them. */
public final class Codecs {

  private static final List<Codec> PREFERRED = List.of(Codec.json(), Codec.protobuf());

  private Codecs() {}

  /** The form announced by exactly {@code mediaType}: case counts, parameters are not allowed. */
  public static Optional<Codec> of(String mediaType) {
    return PREFERRED.stream().filter(codec -> codec.mediaType().equals(mediaType)).findFirst();
  }

  /** The first form that the client accepts. */
  public static Codec accepted(Request request) throws Refusal {
    return PREFERRED.stream()
        .filter(codec -> Accept.media(request, codec.mediaType()))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.of(
                    406,
                    "Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'"));
  }
}
