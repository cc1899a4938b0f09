package io.mesosjava.examples;

import io.mesosjava.client.CredentialsProvider;
import io.mesosjava.client.SchedulerClient;
import io.mesosjava.client.TlsOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the scheduler shows who it is, and whom it trusts. */
final class SecurityOptions {

  @Option(
      names = {"--credentials.username", "-credentials.username"},
      defaultValue = "${env:AUTH_USER}",
      description = "principal for basic authentication (env AUTH_USER)")
  @Nullable String username;

  @Option(
      names = {"--credentials.passwordFile", "-credentials.passwordFile"},
      defaultValue = "${env:AUTH_PASSWORD_FILE}",
      description = "file with its secret (env AUTH_PASSWORD_FILE)")
  @Nullable Path passwordFile;

  @Option(
      names = {"--authmode", "-authmode"},
      defaultValue = "${env:AUTH_MODE:-}",
      description = "basic, or none if it is empty (env AUTH_MODE); basic if there is a username")
  String authMode = "";

  @Option(
      names = "--tls.ca",
      paramLabel = "PEM",
      description = "certificates to trust instead of the JVM's, for masters at https://")
  @Nullable Path certificates;

  @Option(
      names = "--tls.cert",
      paramLabel = "PEM",
      description = "the client's own certificate chain")
  @Nullable Path chain;

  @Option(names = "--tls.key", paramLabel = "PEM", description = "the key of --tls.cert")
  @Nullable Path key;

  SecurityOptions() {}

  @Nullable String username() {
    return username == null || username.isEmpty() ? null : username;
  }

  private @Nullable Path passwordFile() {
    return passwordFile == null || passwordFile.toString().isEmpty() ? null : passwordFile;
  }

  void validate() {
    if (!authMode.isEmpty() && !authMode.equals("basic")) {
      throw new IllegalArgumentException("--authmode: " + authMode + " (expected: basic)");
    }
    if ((username() == null) != (passwordFile() == null)
        || (authMode.equals("basic") && username() == null)) {
      throw new IllegalArgumentException(
          "--credentials.username, --credentials.passwordFile: one is missing (expected: both)");
    }
    if ((chain == null) != (key == null)) {
      throw new IllegalArgumentException(
          "--tls.cert, --tls.key: one is missing (expected: both, or none)");
    }
  }

  SchedulerClient.Builder apply(SchedulerClient.Builder client) {
    String principal = username();
    Path secret = passwordFile();
    if (principal != null && secret != null) {
      client.credentials(CredentialsProvider.basic(principal, secret));
    }
    if (certificates != null || chain != null) {
      TlsOptions.Builder tls = TlsOptions.builder();
      if (certificates != null) {
        tls.trustCertificates(certificates);
      }
      if (chain != null && key != null) {
        tls.clientCertificate(chain, key);
      }
      client.tls(tls.build());
    }
    return client;
  }
}
