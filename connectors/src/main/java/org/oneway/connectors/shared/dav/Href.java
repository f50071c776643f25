// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The path of a resource at a server, in the one spelling that we compare: each byte of a segment
 * is percent-encoded unless it is an unreserved character (RFC 3986 section 2.3). Servers give the
 * same path back in other spellings.
 *
 * @param path begins with a slash; a collection's ends with one
 */
public record Href(String path) {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final String HEX = "0123456789ABCDEF";

  public Href {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash: " + path);
    }
  }

  /**
   * What an href in an answer names; empty where that is another server, or nothing that can be
   * understood.
   *
   * @param base the request that was answered
   */
  public static Optional<Href> of(String text, URI base) {
    Optional<URI> resolved = resolve(text, base);
    return resolved.filter(uri -> isSameOrigin(uri, base)).flatMap(uri -> ofRaw(uri.getRawPath()));
  }

  /** The path of an address. */
  public static Href of(URI uri) {
    String path = uri.getRawPath();
    return ofRaw(path == null || path.isEmpty() ? "/" : path).orElse(new Href("/"));
  }

  /** The address that an href in an answer names, wherever that is. */
  static Optional<URI> resolve(String text, URI base) {
    String href = text.strip();
    if (href.isEmpty()) {
      return Optional.empty();
    }
    try {
      // Servers leave characters in their paths that an address cannot have.
      URI uri = new URI(repaired(href));
      if (!uri.isAbsolute() && href.startsWith("//")) {
        return Optional.empty();
      }
      return Optional.of(base.resolve(uri));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String repaired(String href) {
    boolean isAddress = href.matches("(?i)https?://.*");
    StringBuilder out = new StringBuilder(href.length() + 16);
    for (byte b : href.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean keeps =
          UNRESERVED.indexOf(c) >= 0
              || "/%:@!$&'()*+,;=".indexOf(c) >= 0
              || (isAddress && "[]".indexOf(c) >= 0);
      if (keeps) {
        out.append(c);
      } else {
        escape(out, b);
      }
    }
    return out.toString();
  }

  /** Whether both are at one server, where nobody else can listen. */
  static boolean isSameOrigin(URI one, URI other) {
    return origin(one).equals(origin(other));
  }

  /** Scheme, host and port. */
  static String origin(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + host + ":" + port;
  }

  private static Optional<Href> ofRaw(String raw) {
    StringBuilder out = new StringBuilder(raw.length() + 16);
    for (String segment : raw.substring(1).split("/", -1)) {
      Optional<byte[]> bytes = decoded(segment);
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      String encoded = encoded(bytes.get());
      if (encoded.equals(".") || encoded.equals("..")) {
        return Optional.empty();
      }
      out.append('/').append(encoded);
    }
    return Optional.of(new Href(out.toString()));
  }

  private static Optional<byte[]> decoded(String segment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c != '%') {
        out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      if (i + 2 >= segment.length()
          || Character.digit(segment.charAt(i + 1), 16) < 0
          || Character.digit(segment.charAt(i + 2), 16) < 0) {
        return Optional.empty();
      }
      out.write(Integer.parseInt(segment.substring(i + 1, i + 3), 16));
      i += 2;
    }
    return Optional.of(out.toByteArray());
  }

  /** A name as a segment of a path. */
  static String encoded(String name) {
    return encoded(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length + 8);
    for (byte b : bytes) {
      char c = (char) (b & 0xFF);
      if (UNRESERVED.indexOf(c) >= 0) {
        out.append(c);
      } else {
        escape(out, b);
      }
    }
    return out.toString();
  }

  private static void escape(StringBuilder out, byte b) {
    out.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
  }

  /** Where this is at the server of {@code base}. */
  public URI at(URI base) {
    return URI.create(Href.prefix(base) + path);
  }

  private static String prefix(URI base) {
    return base.getScheme() + "://" + base.getRawAuthority();
  }

  /** The same as a collection. */
  public Href asCollection() {
    return path.endsWith("/") ? this : new Href(path + "/");
  }

  /** What lies in this collection under a name. */
  public Href child(String name) {
    return new Href(asCollection().path + encoded(name));
  }

  /** Whether it lies directly in this collection. */
  public boolean isChildOf(Href collection) {
    String below = collection.asCollection().path;
    if (!path.startsWith(below) || path.length() == below.length()) {
      return false;
    }
    int slash = path.indexOf('/', below.length());
    return slash < 0 || slash == path.length() - 1;
  }

  /** Whether both name one collection. */
  public boolean isCollection(Href other) {
    return asCollection().equals(other.asCollection());
  }

  /** The collection that it lies in. */
  public Href parent() {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    int slash = trimmed.lastIndexOf('/');
    return new Href(slash <= 0 ? "/" : trimmed.substring(0, slash + 1));
  }

  /** Its last segment, decoded; bytes that are no UTF-8 stay encoded. */
  public String lastName() {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String segment = trimmed.substring(trimmed.lastIndexOf('/') + 1);
    byte[] bytes = decoded(segment).orElseThrow();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return segment;
    }
  }

  @Override
  public String toString() {
    return path;
  }
}
