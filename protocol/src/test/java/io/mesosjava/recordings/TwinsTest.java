package io.mesosjava.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.*;
import com.google.protobuf.*;
import io.mesosjava.codec.Codec;
import org.junit.jupiter.api.*;
class TwinsTest {
  @Test void dump() throws Exception {
    Map<String, List<Exchange>> by = new TreeMap<>();
    for (Exchange e : Recordings.exchanges().toList()) if (e.responseType().isPresent()) by.computeIfAbsent(e.scenario()+" "+(e.codec()==Codec.json()?"J":"P"), k->new ArrayList<>()).add(e);
    for (String sc : new TreeSet<>(by.keySet().stream().map(k->k.substring(0,k.length()-2)).toList())) {
      System.out.println(sc + " J " + by.get(sc+" J").stream().map(Exchange::description).toList().equals(by.get(sc+" P").stream().map(Exchange::description).toList()));
    }
  }
}
