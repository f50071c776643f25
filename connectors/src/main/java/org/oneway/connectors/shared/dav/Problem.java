// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a server did not do what it was asked.
 *
 * @param status the HTTP status
 * @param preconditions the elements in {@code DAV:error} (RFC 4918 section 16)
 * @param words what it says to people; may be empty, and is text of a stranger
 */
public record Problem(int status, List<Element> preconditions, String words) {
  private static final int LIMIT = 64 << 10;
  private static final int WORDS = 200;

  public Problem {
    preconditions = List.copyOf(preconditions);
  }

  /** Reads why; what cannot be understood is left out. */
  public static Problem read(Reply reply, InputStream body) throws IOException {
    byte[] head = body.readNBytes(LIMIT);
    List<Element> found = new ArrayList<>();
    String words = "";
    try (XmlReader reader = new XmlReader(new ByteArrayInputStream(head), LIMIT)) {
      if (reader.root().equals(Name.dav("error"))) {
        reader.children(found::add);
      }
    } catch (IOException e) {
      found.clear();
      words = plain(head, reply);
    }
    return of(reply.status(), found, words);
  }

  /** What an element {@code DAV:error} in a listing says. */
  static Problem of(int status, Element error) {
    return of(status, error.children(), "");
  }

  private static Problem of(int status, List<Element> elements, String words) {
    List<Element> preconditions = new ArrayList<>();
    String told = words;
    for (Element element : elements) {
      boolean isText =
          element.name().local().equals("responsedescription")
              || element.name().local().equals("message")
              || element.name().local().equals("human-readable");
      if (isText) {
        told = element.words().orElse(told);
      } else {
        preconditions.add(element);
      }
    }
    return new Problem(status, preconditions, shortened(told));
  }

  private static String plain(byte[] head, Reply reply) {
    String type = reply.header().apply("Content-Type").orElse("");
    return type.startsWith("text/plain") ? new String(head, StandardCharsets.UTF_8) : "";
  }

  private static String shortened(String words) {
    // Some servers repeat what they were sent, with the secret in it.
    String line = onOneLine(words).replaceAll("(?i)\\b(Basic|Bearer|Digest)[ :=]+[^ ]+", "$1 ***");
    return line.length() > WORDS ? line.substring(0, WORDS) + "…" : line;
  }

  /** What a stranger says, without line ends and without characters that command a terminal. */
  static String onOneLine(String words) {
    return words.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
  }

  boolean has(Name precondition) {
    return preconditions.stream().anyMatch(e -> e.name().equals(precondition));
  }

  boolean has(String local) {
    return preconditions.stream().anyMatch(e -> e.name().local().equals(local));
  }

  /** The resource that a precondition is about. */
  Optional<String> href(String local) {
    return preconditions.stream()
        .filter(e -> e.name().local().equals(local))
        .flatMap(e -> e.href().stream())
        .findFirst();
  }

  /** For a user: {@code 403 no-uid-conflict: Another card has this UID}. */
  public String text() {
    StringBuilder out = new StringBuilder().append(status);
    preconditions.forEach(p -> out.append(' ').append(p.name().local()));
    if (!words.isEmpty()) {
      out.append(": ").append(words);
    }
    return out.toString();
  }
}
