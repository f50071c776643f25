// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.InitialDirContext;

/** Asks the DNS for records by type. */
@FunctionalInterface
public interface Dns {
  /** The records of a name; none where there are none, or nobody answers. */
  List<String> records(String name, String type);

  /** The machine's own resolver. */
  Dns SYSTEM = Dns::ask;

  // Only the provider for the DNS is named, and what it answers is read as text.
  @SuppressWarnings({"BanJNDI", "JdkObsolete"})
  private static List<String> ask(String name, String type) {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
    environment.put("com.sun.jndi.dns.timeout.initial", "2000");
    environment.put("com.sun.jndi.dns.timeout.retries", "2");
    List<String> records = new ArrayList<>();
    try {
      InitialDirContext context = new InitialDirContext(environment);
      try {
        Attributes found = context.getAttributes(name, new String[] {type});
        Attribute attribute = found.get(type);
        if (attribute != null) {
          NamingEnumeration<?> all = attribute.getAll();
          while (all.hasMore()) {
            records.add(String.valueOf(all.next()));
          }
        }
      } finally {
        context.close();
      }
    } catch (NamingException e) {
      return List.of();
    }
    return records;
  }

  /**
   * Where a service is (RFC 2782).
   *
   * @param host without the final dot
   */
  record Place(String host, int port, int priority, int weight) {}

  /** The places of a service, best first; none where it is not offered. */
  default List<Place> places(String name) {
    List<Place> places = new ArrayList<>();
    for (String record : records(name, "SRV")) {
      List<String> parts = List.of(record.strip().split("\\s+", -1));
      if (parts.size() == 4 && !parts.get(3).equals(".")) {
        String host =
            parts.get(3).endsWith(".")
                ? parts.get(3).substring(0, parts.get(3).length() - 1)
                : parts.get(3);
        try {
          places.add(
              new Place(
                  host,
                  Integer.parseInt(parts.get(2)),
                  Integer.parseInt(parts.get(0)),
                  Integer.parseInt(parts.get(1))));
        } catch (NumberFormatException e) {
          // A record that is none of RFC 2782 names no place.
        }
      }
    }
    places.sort(
        Comparator.comparingInt(Place::priority)
            .thenComparing(Comparator.comparingInt(Place::weight).reversed())
            .thenComparing(Place::host));
    return places;
  }

  /** The path that is kept beside a service's place (RFC 6764 section 4). */
  default Optional<String> path(String name) {
    return records(name, "TXT").stream()
        .map(text -> text.replace("\"", "").strip())
        .filter(text -> text.startsWith("path=/"))
        .map(text -> text.substring("path=".length()))
        .findFirst();
  }
}
