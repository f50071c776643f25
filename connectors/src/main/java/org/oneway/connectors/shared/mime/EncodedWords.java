// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads encoded words (RFC 2047); what is not encoded as it should be stays as it is. */
public final class EncodedWords {
  private static final Pattern WORD =
      Pattern.compile("=\\?([^?\\s*]{1,60})(?:\\*[^?\\s]{0,60})?\\?([bBqQ])\\?([^?]*)\\?=");

  private EncodedWords() {}

  /** The text that a header field's value stands for. */
  public static String decode(String value) {
    if (!value.contains("=?")) {
      return value;
    }
    StringBuilder text = new StringBuilder();
    ByteArrayOutputStream pending = new ByteArrayOutputStream();
    Charset charset = StandardCharsets.US_ASCII;
    Matcher word = WORD.matcher(value);
    int end = 0;
    while (word.find()) {
      Optional<Charset> named = charset(word.group(1));
      Optional<byte[]> bytes = bytes(word.group(2), word.group(3));
      if (named.isEmpty() || bytes.isEmpty()) {
        continue;
      }
      String between = value.substring(end, word.start());
      boolean continues = end > 0 && between.isBlank();
      // Many programs cut a character in two; the halves belong together.
      if (!continues || !named.get().equals(charset)) {
        text.append(pending.toString(charset));
        pending.reset();
        text.append(continues ? "" : between);
        charset = named.get();
      }
      pending.writeBytes(bytes.get());
      end = word.end();
    }
    return text.append(pending.toString(charset)).append(value, end, value.length()).toString();
  }

  private static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> bytes(String encoding, String text) {
    if (encoding.toLowerCase(Locale.ROOT).equals("b")) {
      try {
        return Optional.of(Base64.getMimeDecoder().decode(text));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (c == '=' && high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else if (c == '_') {
        bytes.write(' ');
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return Optional.of(bytes.toByteArray());
  }
}
