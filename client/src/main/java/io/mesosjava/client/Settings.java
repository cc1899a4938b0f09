package io.mesosjava.client;

import io.mesosjava.codec.Codec;
import io.mesosjava.recordio.RecordLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** What a client was built with; validated by {@link ClientBuilder}. */
record Settings(
    URI master,
    Codec codec,
    Duration connectTimeout,
    Duration responseTimeout,
    Duration streamIdleTimeout,
    RecordLimits recordLimits,
    Map<String, String> headers,
    int pipelineDepth,
    int maxPendingCalls,
    int maxBufferedBytes) {}
