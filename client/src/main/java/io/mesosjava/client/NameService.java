package io.mesosjava.client;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where host names are looked up. May block. */
interface NameService {

  /** The addresses of {@code host}, at least one, the preferred one first. */
  InetAddress[] lookup(String host) throws UnknownHostException, InterruptedException;

  /** The resolver of the operating system. */
  static NameService system() {
    return InetAddress::getAllByName;
  }
}
