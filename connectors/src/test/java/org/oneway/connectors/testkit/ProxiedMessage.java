// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The head of an HTTP/1.1 message (RFC 9112), and the way to pass on the body that follows it.
 *
 * @param start the request or status line
 * @param fields the header fields as they came, in their order
 */
record ProxiedMessage(String start, List<String> fields) {
  private static final int LONGEST_LINE = 65_536;

  /** The next head, or nothing where the connection ended before it. */
  static Optional<ProxiedMessage> read(InputStream in) throws IOException {
    Optional<String> start = line(in);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    List<String> fields = new ArrayList<>();
    for (String field = required(in); !field.isEmpty(); field = required(in)) {
      fields.add(field);
    }
    return Optional.of(new ProxiedMessage(start.get(), List.copyOf(fields)));
  }

  String word(int number) {
    String[] words = start.split(" ", -1);
    return number < words.length ? words[number] : "";
  }

  Optional<String> field(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return fields.stream()
        .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(field -> field.substring(prefix.length()).strip())
        .findFirst();
  }

  /** The same with another value of a field that it has. */
  ProxiedMessage with(String name, String value) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return new ProxiedMessage(
        start,
        fields.stream()
            .map(
                field ->
                    field.toLowerCase(Locale.ROOT).startsWith(prefix) ? name + ": " + value : field)
            .toList());
  }

  /** Passes the head on, as it stands here. */
  void passHead(OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder(start).append("\r\n");
    fields.forEach(field -> head.append(field).append("\r\n"));
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Passes on the body that follows this request. */
  void passRequestBody(InputStream in, OutputStream out) throws IOException {
    if (isChunked()) {
      passChunks(in, out);
    } else {
      passBytes(in, out, Long.parseLong(field("Content-Length").orElse("0")));
    }
  }

  /**
   * Passes on the body that follows this response.
   *
   * @return whether another response can follow
   */
  boolean passResponseBody(InputStream in, OutputStream out, String method) throws IOException {
    boolean withoutBody = method.equals("HEAD") || Set.of("204", "304").contains(word(1));
    Optional<String> length = field("Content-Length");
    if (!withoutBody && isChunked()) {
      passChunks(in, out);
    } else if (!withoutBody && length.isPresent()) {
      passBytes(in, out, Long.parseLong(length.get()));
    } else if (!withoutBody) {
      in.transferTo(out);
      return false;
    }
    return isKept();
  }

  /** RFC 9112, section 9.3. */
  private boolean isKept() {
    Optional<String> connection = field("Connection").map(value -> value.toLowerCase(Locale.ROOT));
    return word(0).equals("HTTP/1.0")
        ? connection.filter("keep-alive"::equals).isPresent()
        : connection.filter("close"::equals).isEmpty();
  }

  private boolean isChunked() {
    return field("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
  }

  private static void passChunks(InputStream in, OutputStream out) throws IOException {
    long size;
    do {
      String line = required(in);
      out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      size = Long.parseLong(line.split(";", 2)[0].strip(), 16);
      passBytes(in, out, size > 0 ? size + 2 : 0);
    } while (size > 0);
    String trailer;
    do {
      trailer = required(in);
      out.write((trailer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    } while (!trailer.isEmpty());
  }

  private static void passBytes(InputStream in, OutputStream out, long count) throws IOException {
    byte[] buffer = new byte[16_384];
    long left = count;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException("the connection ended within a body");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  private static String required(InputStream in) throws IOException {
    return line(in).orElseThrow(() -> new EOFException("the connection ended within a message"));
  }

  private static Optional<String> line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        return Optional.empty();
      }
      if (line.size() == LONGEST_LINE) {
        throw new IOException("a line of a head is too long");
      }
      line.write(octet);
    }
    return Optional.of(line.toString(StandardCharsets.ISO_8859_1).stripTrailing());
  }
}
