// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The keys of entries that iCalendar names by their values only. */
final class Keys {
  private static final UUID NAMESPACE = UUID.fromString("7f1e1965-ae73-4454-b088-232c90730ce2");
  private static final int LONGEST_ID = 255;

  private Keys() {}

  /**
   * The key that the draft proposes (draft-ietf-calext-jscalendar-icalendar-25, "Map keys"): a UUID
   * of version 5 (RFC 9562 section 5.5).
   *
   * @param value as it stands in the line
   */
  static String of(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    ByteBuffer named =
        ByteBuffer.allocate(16 + text.length)
            .putLong(NAMESPACE.getMostSignificantBits())
            .putLong(NAMESPACE.getLeastSignificantBits())
            .put(text);
    byte[] hash = sha1(named.array());
    hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
    hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
    ByteBuffer half = ByteBuffer.wrap(hash);
    return new UUID(half.getLong(), half.getLong()).toString();
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  /** Whether {@code text} may be a key (RFC 8984 section 1.4.1). */
  static boolean isId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_ID;
  }
}
