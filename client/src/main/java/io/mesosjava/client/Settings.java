package io.mesosjava.client;

import io.mesosjava.codec.Codec;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What a client was built with; validated by {@link ClientBuilder}. */
record Settings(
    List<URI> servers,
    Codec codec,
    Timeouts timeouts,
    Limits limits,
    Security security,
    Map<String, String> headers) {}
