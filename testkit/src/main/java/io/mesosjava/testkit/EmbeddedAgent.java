package io.mesosjava.testkit;

import io.mesosjava.v1.AgentID;
import java.net.URI;
import java.nio.file.Path;

/**
 * One agent of an embedded cluster.
 *
 * @param id as the master assigned it
 * @param uri where its HTTP server listens, without a path, for example {@code
 *     http://127.0.0.1:5051}
 * @param workDirectory what it writes lies under here: the sandboxes of tasks are {@code
 *     slaves/<agent>/frameworks/<framework>/executors/<executor>/runs/<container>}
 */
public record EmbeddedAgent(AgentID id, URI uri, Path workDirectory) {}
