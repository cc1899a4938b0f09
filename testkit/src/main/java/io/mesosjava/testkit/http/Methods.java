package io.mesosjava.testkit.http;

import java.util.Set;

/** The methods that the parser of Mesos knows; any other is garbage to it. */
final class Methods {

  private static final Set<String> KNOWN =
      Set.of(
          "DELETE GET HEAD POST PUT CONNECT OPTIONS TRACE COPY LOCK MKCOL MOVE PROPFIND PROPPATCH"
              .concat(" SEARCH UNLOCK REPORT MKACTIVITY CHECKOUT MERGE M-SEARCH NOTIFY SUBSCRIBE")
              .concat(" UNSUBSCRIBE PATCH PURGE MKCALENDAR BIND REBIND UNBIND ACL LINK UNLINK")
              .split(" "));

  private Methods() {}

  static boolean known(String method) {
    return KNOWN.contains(method);
  }
}
