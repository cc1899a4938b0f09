package io.mesosjava.cli;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who may ask what of a cluster, and how connections to it are secured. */
final class SecurityOptions {

  @Option(
      names = "--credential",
      paramLabel = "PRINCIPAL:SECRET",
      description = {
        "somebody who may show who they are by basic authentication; may be repeated;",
        "in an @<filename> of options, it is not in the list of processes"
      })
  List<String> credentials = List.of();

  @Option(
      names = "--authenticate",
      paramLabel = "ENDPOINT",
      split = ",",
      description = {
        "an endpoint that asks who is there: ${COMPLETION-CANDIDATES};",
        "executors show the token that their agent gave them; may be repeated"
      })
  List<Endpoint> authenticated = List.of();

  @Option(names = "--tls", description = "speak TLS on all endpoints, with a certificate made now")
  boolean tls;

  @Option(
      names = "--mutual-tls",
      description = "as --tls, and with clients only that show the certificate")
  boolean mutualTls;

  @Option(
      names = "--certificate-file",
      paramLabel = "FILE",
      description = "where to write the certificate made for --tls, for curl --cacert")
  @Nullable Path certificateFile;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "where to write its private key, for clients of --mutual-tls")
  @Nullable Path keyFile;

  void configure(EmbeddedCluster.Builder cluster) {
    for (String credential : credentials) {
      int colon = credential.indexOf(':');
      if (colon < 1) {
        // What it is, is not told: it may be a secret.
        throw new IllegalArgumentException(
            "--credential: no principal and colon (expected: PRINCIPAL:SECRET)");
      }
      cluster.credential(credential.substring(0, colon), credential.substring(colon + 1));
    }
    boolean asksForCredentials = authenticated.stream().anyMatch(e -> e != Endpoint.EXECUTOR);
    if (asksForCredentials && credentials.isEmpty()) {
      throw new IllegalArgumentException(
          "--authenticate: nobody has credentials (expected: --credential PRINCIPAL:SECRET)");
    }
    if (!authenticated.isEmpty()) {
      cluster.authenticate(authenticated.get(0), authenticated.toArray(new Endpoint[0]));
    }
    if (mutualTls) {
      cluster.mutualTls();
    } else if (tls) {
      cluster.tls();
    } else if (certificateFile != null || keyFile != null) {
      throw new IllegalArgumentException(
          "--certificate-file, --key-file: there is no certificate (expected: --tls)");
    }
  }

  /** Writes the files that were asked for. */
  void write(EmbeddedCluster cluster) throws IOException {
    if (certificateFile != null) {
      Files.writeString(certificateFile, cluster.certificatePem());
    }
    if (keyFile != null) {
      Files.writeString(keyFile, cluster.privateKeyPem());
    }
  }
}
