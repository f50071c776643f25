// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer about several resources (RFC 4918 section 13).
 *
 * @param members in the server's order
 * @param token the new sync-token (RFC 6578 section 6.4), where there is one
 */
public record Multistatus(List<Member> members, Optional<String> token) {
  private static final Name RESPONSE = Name.dav("response");
  private static final Name STATUS = Name.dav("status");
  private static final Pattern STATUS_LINE = Pattern.compile("(?:HTTP/\\S+\\s+)?(\\d{3})\\b.*");

  public Multistatus {
    members = List.copyOf(members);
  }

  /**
   * What is said of one resource.
   *
   * @param href as it stands there
   * @param status of the resource itself; empty where there are only properties
   * @param properties those that it has; one that it lacks is not among them
   * @param error what a failure is about
   */
  public record Member(
      String href, OptionalInt status, Map<Name, Element> properties, Optional<Element> error) {
    public Member {
      properties = Map.copyOf(properties);
    }

    /** A property that it has. */
    public Optional<Element> property(Name name) {
      return Optional.ofNullable(properties.get(name));
    }

    /** The text of a property. */
    public Optional<String> words(Name name) {
      return property(name).flatMap(Element::words);
    }

    /** Whether nothing is said but that it cannot be had. */
    boolean isFailure() {
      return status.isPresent() && status.getAsInt() / 100 != 2;
    }

    /** Whether the resource as a whole has this status, and no properties. */
    public boolean is(int wanted) {
      return status.isPresent() && status.getAsInt() == wanted;
    }
  }

  /**
   * Reads an answer to its end.
   *
   * @param limit how many characters it may have
   * @throws IOException if it breaks off, is something else, or is too large
   */
  public static Multistatus read(InputStream in, long limit) throws IOException {
    List<Member> members = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    try (XmlReader reader = new XmlReader(in, limit)) {
      Name root = reader.root();
      if (!root.equals(Name.dav("multistatus"))) {
        throw new XmlReader.Unreadable("the answer is a <" + root + "> and no listing");
      }
      reader.children(
          child -> {
            if (child.name().equals(RESPONSE)) {
              addMembers(child, members);
            } else if (child.name().equals(Name.dav("sync-token"))) {
              child.words().ifPresent(tokens::add);
            }
          });
    }
    return new Multistatus(members, tokens.stream().findFirst());
  }

  /** A response may name several resources that have one status. */
  private static void addMembers(Element response, List<Member> members) throws IOException {
    Map<Name, Element> properties = new LinkedHashMap<>();
    Optional<Element> error = response.child(Name.dav("error"));
    for (Element propstat : response.all(Name.dav("propstat"))) {
      OptionalInt status = status(propstat);
      if (status.isEmpty() || status.getAsInt() / 100 == 2) {
        for (Element property : propstat.all(Name.dav("prop"))) {
          property.children().forEach(child -> properties.put(child.name(), child));
        }
      } else {
        error = error.or(() -> propstat.child(Name.dav("error")));
      }
    }
    List<Element> hrefs = response.all(Name.dav("href"));
    if (hrefs.isEmpty()) {
      throw new XmlReader.Unreadable("the answer speaks of something that it does not name");
    }
    for (Element href : hrefs) {
      members.add(new Member(href.text().strip(), status(response), properties, error));
    }
  }

  private static OptionalInt status(Element element) {
    return element
        .child(STATUS)
        .flatMap(Element::words)
        .map(STATUS_LINE::matcher)
        .filter(Matcher::matches)
        .map(line -> OptionalInt.of(Integer.parseInt(line.group(1))))
        .orElse(OptionalInt.empty());
  }
}
