// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/** From bytes to characters: UTF-8, or what a line says, or windows-1252 for what is neither. */
final class Decoding {
  private static final Charset WESTERN = Charset.forName("windows-1252");

  private Decoding() {}

  /**
   * @param repair what had to be guessed; empty where nothing had to be
   */
  record Decoded(String text, String repair) {}

  static Decoded decode(byte[] bytes, int from, int to) {
    if (isAscii(bytes, from, to)) {
      return new Decoded(ascii(bytes, from, to), "");
    }
    return strictly(StandardCharsets.UTF_8, bytes, from, to)
        .map(text -> new Decoded(text, ""))
        .orElseGet(() -> new Decoded(western(bytes, from, to), "not UTF-8, read as windows-1252"));
  }

  /** Decodes what a line says is in the character set {@code name}. */
  static Decoded decode(byte[] bytes, int from, int to, String name) {
    if (isAscii(bytes, from, to) && !isWide(name)) {
      return new Decoded(ascii(bytes, from, to), "");
    }
    Optional<Charset> charset = charset(name);
    if (charset.isEmpty()) {
      Decoded guessed = decode(bytes, from, to);
      return new Decoded(guessed.text(), "unknown character set " + name);
    }
    return strictly(charset.get(), bytes, from, to)
        .map(text -> new Decoded(text, ""))
        .orElseGet(
            () -> {
              Decoded guessed = decode(bytes, from, to);
              return new Decoded(guessed.text(), "is not in the character set " + name);
            });
  }

  /** Character sets in which bytes below 128 need not be ASCII. */
  private static boolean isWide(String name) {
    return name.regionMatches(true, 0, "UTF-16", 0, 6)
        || name.regionMatches(true, 0, "UTF-32", 0, 6)
        || name.regionMatches(true, 0, "ISO-2022", 0, 8)
        || name.regionMatches(true, 0, "UTF-7", 0, 5);
  }

  private static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> strictly(Charset charset, byte[] bytes, int from, int to) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, from, to - from))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Bytes that windows-1252 leaves open mean the control character of that number. */
  private static String western(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder(new String(bytes, from, to - from, WESTERN));
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\ufffd') {
        text.setCharAt(i, (char) (bytes[from + i] & 0xff));
      }
    }
    return text.toString();
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  static String ascii(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
