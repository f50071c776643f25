// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** URIs and e-mail addresses without the differences that RFC 3986 and RFC 5321 call none. */
final class Uris {
  private static final String MAILTO = "mailto:";
  private static final String UUID = "urn:uuid:";

  private Uris() {}

  /** Scheme and host in lower case; the whole of a UUID. */
  static String canonical(String uri) {
    String text = uri.strip();
    if (startsWith(text, UUID)) {
      return text.toLowerCase(Locale.ROOT);
    }
    if (startsWith(text, MAILTO)) {
      return MAILTO + emailAddress(text);
    }
    int colon = endOfScheme(text);
    if (colon < 0) {
      return text;
    }
    String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
    String rest = text.substring(colon);
    return rest.startsWith("://") ? scheme + withPlainHost(rest) : scheme + rest;
  }

  /** A key that may be a URI: the uid of a member or relation, or a keyword. */
  static String key(String key) {
    return startsWith(key, UUID) || key.contains("://") ? canonical(key) : key;
  }

  /** Without {@code mailto:} and space around, the domain in lower case. */
  static String emailAddress(String address) {
    String text = address.strip();
    if (startsWith(text, MAILTO)) {
      text = text.substring(MAILTO.length());
    }
    int at = text.lastIndexOf('@');
    return at < 0
        ? text
        : text.substring(0, at + 1) + text.substring(at + 1).toLowerCase(Locale.ROOT);
  }

  /** The text that percent-encoding stands for (RFC 3986 section 2.1). */
  static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    return new String(decodedBytes(text), StandardCharsets.UTF_8);
  }

  /** The bytes that percent-encoding stands for; a percent sign without two digits is itself. */
  static byte[] decodedBytes(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
      int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
      if (encoded[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.write(encoded[i]);
      }
    }
    return bytes.toByteArray();
  }

  /** Of {@code ://host/…}: the host in lower case, a path that is only a slash left out. */
  private static String withPlainHost(String rest) {
    int start = 3;
    int end = start;
    while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    String authority = rest.substring(start, end);
    int at = authority.lastIndexOf('@') + 1;
    String path = rest.substring(end);
    return "://"
        + authority.substring(0, at)
        + authority.substring(at).toLowerCase(Locale.ROOT)
        + (path.equals("/") ? "" : path);
  }

  private static int endOfScheme(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean later = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (!letter && !(later && i > 0)) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean startsWith(String text, String prefix) {
    return text.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
